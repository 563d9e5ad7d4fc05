"""The tests of this service. `contract` is black box; the rest knows the code."""
