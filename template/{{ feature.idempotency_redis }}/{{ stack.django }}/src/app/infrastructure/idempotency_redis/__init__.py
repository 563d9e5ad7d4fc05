"""Idempotency keys in Redis: a Django app. `apps.py` wires it."""
