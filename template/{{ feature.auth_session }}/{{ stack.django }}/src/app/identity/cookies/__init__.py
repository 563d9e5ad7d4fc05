"""Sessions that a cookie shows: a Django app. `apps.py` wires it."""
