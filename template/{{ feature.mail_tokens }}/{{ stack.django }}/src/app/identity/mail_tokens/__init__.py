"""What users do by mail: set a forgotten password, verify an address, confirm a registration.

A Django app: `apps.py` wires it.
"""
