"""Users, roles, permissions and grants: who may see and do what."""
