"""The demo office: believable people for learning and for tests; it refuses to run in a real installation."""
