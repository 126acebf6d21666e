"""Settings, root addresses, navigation as data, console commands."""
