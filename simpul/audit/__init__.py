"""What happened, who did it, and proof that nobody changed it since."""
