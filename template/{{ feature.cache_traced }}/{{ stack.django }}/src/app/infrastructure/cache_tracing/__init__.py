"""Reads through the cache are spans, where a request is traced.

A Django app: `apps.py` wires it.
"""
