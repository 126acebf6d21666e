"""The shape of what the API of the registry takes and gives."""
