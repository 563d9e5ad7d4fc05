"""A page of somebody else can't make a browser write in its user's name (OWASP CSRF prevention).

Two things have to hold for a change that a cookie is shown for. The browser says that a page of
this origin, or of CORS_ORIGINS, sends it (Fetch Metadata; by Origin where a browser is too old for
it). And the request carries a token that only who may read the answers knows: it is made of the
session, so one of another session is none.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from app.http.native import Request
from app.identity.cookies.errors import CsrfFailed
from app.identity.requests import header_of, method_of

HEADER = "X-CSRF-Token"
SAFE = {"GET", "HEAD", "OPTIONS"}


class CsrfGuard:
    def __init__(self, secret: bytes, *, origins: Iterable[str]) -> None:
        """`origins` are those of other pages that may write too."""
        self._key = hmac.digest(secret, b"csrf-token", hashlib.sha256)
        self._origins = frozenset(origins)

    def token_of(self, session_id: UUID) -> str:
        """The same for as long as the session lasts."""
        made = hmac.digest(self._key, session_id.bytes, hashlib.sha256)
        return urlsafe_b64encode(made).rstrip(b"=").decode()

    def check(self, request: Request, session_id: UUID) -> None:
        """Raises CsrfFailed for a change that its user may know nothing of."""
        if method_of(request) in SAFE:
            return
        self.refuse_foreign(request)
        shown, token = header_of(request, HEADER), self.token_of(session_id)
        if not hmac.compare_digest(shown.encode(), token.encode()):
            raise CsrfFailed

    def refuse_foreign(self, request: Request) -> None:
        """Raises CsrfFailed where a browser says that a page of another origin sends it."""
        site, origin = header_of(request, "sec-fetch-site"), header_of(request, "origin")
        if origin in self._origins:
            return
        if site:
            foreign = site not in ("same-origin", "none")
        else:
            foreign = bool(origin) and urlsplit(origin).netloc != header_of(request, "host")
        if foreign:
            raise CsrfFailed
