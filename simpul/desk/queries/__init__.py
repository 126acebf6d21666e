"""Reads for the desk: what waits, what was found, what was done to whom, how the system is."""
