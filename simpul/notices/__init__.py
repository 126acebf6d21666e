"""News for people: in the program now, by other ways later."""
