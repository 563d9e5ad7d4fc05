"""How the document says that an access token is asked for."""

from app.http.operations import Promise
from app.identity.errors import TokenExpired

BEARER = Promise(
    holds_for=lambda route: route.operation.access.needs_login,
    errors=(TokenExpired,),
    security={"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
)
