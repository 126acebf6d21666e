"""Home screens of every role, search over all, and the audit page: reads everything, owns nothing."""
