"""The command line of backsmith: generates services from its template, and keeps them current.

Thin: all that it does, plain Copier can do, and a project made by either is the same. What it knows
of checklists, options and resources it asks of the template's own catalogue.
"""
