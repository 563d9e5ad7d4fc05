"""Who asks, by the access token in the Authorization header, and nowhere else (RFC 6750, 2.1)."""

from app.http.native import Request
from app.identity.errors import LoginEnded
from app.identity.principals import Principal
from app.identity.requests import header_of
from app.identity.session_store import SessionStore
from app.identity.tokens.access import AccessTokens

_SCHEME = "bearer "


class BearerTokens:
    def __init__(self, tokens: AccessTokens, sessions: SessionStore) -> None:
        self._tokens = tokens
        self._sessions = sessions

    def principal(self, request: Request) -> Principal | None:
        """Raises LoginEnded, and what `AccessTokens.read` raises."""
        header = header_of(request, "authorization")
        if header[: len(_SCHEME)].lower() != _SCHEME:
            return None
        claims = self._tokens.read(header[len(_SCHEME) :])
        principal = self._sessions.principal(claims.session_id)
        if principal is None or principal.user_id != claims.user_id:
            raise LoginEnded
        return principal
