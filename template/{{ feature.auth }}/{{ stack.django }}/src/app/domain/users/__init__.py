"""Users: a Django app. `apps.py` wires it."""
