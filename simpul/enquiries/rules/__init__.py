"""Who does what next with what a citizen brought, and by when. Plain Python: no database, no web; today is an argument."""
