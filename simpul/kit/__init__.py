"""Words the whole program speaks: money, dates, national numbers, names. Plain Python, a file per noun."""
