"""What is asked about lists, and how their rows are told."""
