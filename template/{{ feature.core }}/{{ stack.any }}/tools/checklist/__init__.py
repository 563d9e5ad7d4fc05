"""`make checklist`: runs the evidence of every item that this service meets, and writes it up.

An item is proven when each of its claims has a test that passed, and no test of it failed.
"""
