"""Mail: one port, and an adapter for each way out. A Django app: `apps.py` wires it."""
