"""Adapters: the encrypted store on disk, pictures, and the readers of tables in a process of their own."""
