"""The adapter to ADBC and Arrow: facts from PostgreSQL into columns, and columns into Parquet."""
