"""The cache: a Django app. `apps.py` wires it."""
