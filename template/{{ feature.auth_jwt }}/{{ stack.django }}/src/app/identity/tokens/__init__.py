"""Access and refresh tokens: a Django app. `apps.py` wires it."""
