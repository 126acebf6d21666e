"""Words of the pages of lists."""
