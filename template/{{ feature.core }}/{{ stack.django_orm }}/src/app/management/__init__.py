"""Commands of `manage.py`, beside Django's own."""
