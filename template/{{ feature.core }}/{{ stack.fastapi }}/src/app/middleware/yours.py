"""Your own middleware. This file is yours: updates of the template never touch it.

Pure ASGI, listed outermost first, and run inside of all that the template brings:
`Middleware(YourMiddleware, option=1)`. `BaseHTTPMiddleware` costs 200 us a request: avoid it.
"""

from starlette.middleware import Middleware

YOURS: list[Middleware] = []
