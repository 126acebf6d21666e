"""Attachments, encrypted, named by what they contain."""
