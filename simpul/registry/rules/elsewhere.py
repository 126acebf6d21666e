"""Why somebody asks another office about one of its people. Plain Python."""

REASONS = ("registering", "moved", "helping")
