"""Lists that arrive from others: read, checked row by row, mended, applied, and undone when they were wrong."""
