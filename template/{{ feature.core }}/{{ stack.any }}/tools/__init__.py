"""Chores of this service. `make help` says which."""
