"""Base pages, components and static files: what every screen looks like."""
