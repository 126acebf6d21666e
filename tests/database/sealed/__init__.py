"""A small application with encrypted columns: cards that name a person, with history and a place where they are staged."""
