"""The PostgreSQL server, who may connect as what, row security, keys, encryption, backup and restore."""
