"""Decisions of the directory on plain values: area codes, code list entries, working days."""
