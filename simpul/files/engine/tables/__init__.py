"""Readers of lists: files that others made become rows of text, in a process with limits."""
