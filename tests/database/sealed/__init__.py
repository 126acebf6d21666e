"""A small application with encrypted columns: cards about a person, with history and a place to stage them."""
