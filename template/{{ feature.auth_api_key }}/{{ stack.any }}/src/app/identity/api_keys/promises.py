"""How the document says that an API key will do, and which scope it takes; or that none does."""

from app.http.operations import Promise, Route
from app.identity.errors import LoginsAlone, OutOfScope

HEADER = "X-API-Key"


def _takes_a_key(route: Route) -> bool:
    access = route.operation.access
    return access.needs_login and bool(access.permission)


def _takes_none(route: Route) -> bool:
    return route.operation.access.needs_login and not _takes_a_key(route)


API_KEYS = Promise(
    holds_for=_takes_a_key,
    errors=(OutOfScope,),
    security={"api_key": {"type": "apiKey", "in": "header", "name": HEADER}},
)
NOT_BY_KEY = Promise(holds_for=_takes_none, errors=(LoginsAlone,))
