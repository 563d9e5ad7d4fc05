"""How the document says that a cookie is asked for, and a token for each change."""

from app.http.operations import Promise
from app.identity.cookies.cookie import NAME
from app.identity.cookies.csrf import HEADER, SAFE
from app.identity.cookies.errors import CsrfFailed

COOKIE = Promise(
    holds_for=lambda route: route.operation.access.needs_login,
    security={"cookie": {"type": "apiKey", "in": "cookie", "name": NAME}},
    by_cookie=True,
)
CSRF = Promise(
    holds_for=lambda route: route.operation.access.needs_login and route.method not in SAFE,
    reads={HEADER: "The csrf_token of the session, where a cookie says who asks."},
    errors=(CsrfFailed,),
)
