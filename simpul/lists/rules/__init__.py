"""What a list says, and what it may do. Plain Python: no database, no web; today is an argument."""
