"""People and families: their numbers, their facts, how they belong together."""
