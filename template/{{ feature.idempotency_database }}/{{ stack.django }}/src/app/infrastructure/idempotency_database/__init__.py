"""Idempotency keys in the database: a Django app. `apps.py` wires it."""
