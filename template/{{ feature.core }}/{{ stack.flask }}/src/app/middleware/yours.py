"""Your own middleware. This file is yours: updates of the template never touch it.

WSGI, listed outermost first, and run inside of all that the template brings: each takes the
application that it is put around, as `partial(YourMiddleware, option=1)` does. What belongs to
Flask alone, as `before_request`, goes into `domains.py`.
"""

from collections.abc import Callable
from wsgiref.types import WSGIApplication

YOURS: list[Callable[[WSGIApplication], WSGIApplication]] = []
