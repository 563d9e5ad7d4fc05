"""The database's parts that need no database."""
