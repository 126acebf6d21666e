"""Simpul: a platform for the people who run social services."""
