"""Reads of accounts: who may what, and who is who."""
