"""Where a request comes from, as WSGI has it."""

from wsgiref.types import WSGIEnvironment

from app.audit.origin import Origin, origin_of
from app.http.client_address import ClientAddresses


def origin_in(environ: WSGIEnvironment, addresses: ClientAddresses) -> Origin:
    return origin_of(
        addresses,
        peer=environ.get("REMOTE_ADDR", ""),
        forwarded_for=environ.get("HTTP_X_FORWARDED_FOR", ""),
        user_agent=environ.get("HTTP_USER_AGENT", ""),
    )
