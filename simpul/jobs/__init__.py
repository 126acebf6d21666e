"""Background work with progress, in the same database as the acts that ask for it."""
