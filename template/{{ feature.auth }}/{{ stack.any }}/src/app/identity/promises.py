"""What every operation promises that is not for everybody."""

from app.http.errors import Forbidden
from app.http.operations import Promise
from app.identity.errors import Unauthenticated

LOGINS = Promise(
    holds_for=lambda route: route.operation.access.needs_login, errors=(Unauthenticated,)
)
ROLES = Promise(
    holds_for=lambda route: route.operation.access.roles is not None, errors=(Forbidden,)
)
