"""API keys: a Django app. `apps.py` wires it."""
