"""Backups of the database, with its own programs: made, brought back, and tried out.

One module each for PostgreSQL, MySQL and SQLite, with the same methods (`port.py`).
"""
