"""Decisions of the registry on plain values: no database, no web, no clock."""
