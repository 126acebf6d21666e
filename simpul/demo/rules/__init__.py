"""Who lives and works in the demo office. Plain Python."""
