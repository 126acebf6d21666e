"""Decisions on files, in plain values."""
