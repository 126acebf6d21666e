"""Lists as villages send them, made from the people of the demo, with what should become of every row. Plain Python."""
