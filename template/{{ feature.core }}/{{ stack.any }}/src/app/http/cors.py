"""Which web pages of other origins may call this API (Fetch standard, CORS protocol)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.http.answers import failure, no_content
from app.http.errors import Forbidden
from app.http.native import Response
from app.http.operations import Promise

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_SENT = ("Accept", "Content-Type", "If-Match", "If-None-Match", "X-Request-ID")
_READ = ("ETag", "Location", "Retry-After", "X-Request-ID")
_SIMPLE = {"accept", "accept-language", "content-language", "content-type"}
_SECONDS = 600
"""How long a browser need not ask again."""


class CorsPolicy:
    """`origins` are those that may; "*" is all of them, without credentials. What `promises` read
    and send, pages may send and read."""

    def __init__(self, origins: Iterable[str], promises: Sequence[Promise] = ()) -> None:
        self._origins = frozenset(origins)
        self._sent = sorted(
            {*_SENT, *(n for promise in promises for n in (*promise.reads, *_shown_in(promise)))}
        )
        self._is_known = any(promise.by_cookie for promise in promises)
        self._read = sorted({*_READ, *(name for promise in promises for name in promise.sends)})

    def allows(self, origin: str) -> bool:
        return origin in self._origins or "*" in self._origins

    def of_answer(self, origin: str) -> Mapping[str, str]:
        """Headers that let a page of this origin read an answer; caches must tell origins apart."""
        if not self.allows(origin):
            return {"Vary": "Origin"}
        return {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": ", ".join(self._read),
            "Vary": "Origin",
            **self._credentials(origin),
        }

    def answer_preflight(self, origin: str, method: str, headers: str) -> Response:
        """Whether a page of this origin may send such a request."""
        asked = {name.strip().lower() for name in headers.split(",") if name.strip()}
        known = _SIMPLE | {name.lower() for name in self._sent}
        if not self.allows(origin) or method not in _METHODS or asked - known:
            return failure(Forbidden())
        allowed = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": ", ".join(_METHODS),
            "Access-Control-Allow-Headers": ", ".join(self._sent),
            "Access-Control-Max-Age": str(_SECONDS),
            "Vary": "Origin",
            **self._credentials(origin),
        }
        return no_content(headers=allowed)

    def _credentials(self, origin: str) -> Mapping[str, str]:
        """Cookies are for pages that are listed by name."""
        may = self._is_known and origin in self._origins
        return {"Access-Control-Allow-Credentials": "true"} if may else {}


def _shown_in(promise: Promise) -> Iterator[str]:
    """The headers in which a page says who asks."""
    for scheme in promise.security.values():
        if scheme["type"] == "http":
            yield "Authorization"
        elif scheme["in"] == "header":
            yield scheme["name"]
