"""Your own middleware. This file is yours: updates of the template never touch it.

Django's, by their dotted paths, outermost first: they run around the API and around the admin. Each
costs every request some time: what can be WSGI is quicker (see app/middleware).
"""

YOURS: list[str] = []
