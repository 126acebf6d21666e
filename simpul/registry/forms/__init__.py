"""What people type, and what they are told about it."""
