"""Which media types a client takes (RFC 9110, section 12.5.1)."""

from app.http.errors import NotAcceptable
from app.http.weights import weights_in

_RANGES = ("application/json", "application/*", "*/*")


def require_acceptable(accept: str) -> None:
    """Raises NotAcceptable for a client that would not take our answer."""
    if not accepts_json(accept):
        raise NotAcceptable


def accepts_json(accept: str) -> bool:
    """Whether JSON is among what an Accept header lists, and not with a weight of nought."""
    if not accept or accept == "*/*":
        return True
    ranges = weights_in(accept, unreadable=1)
    best = next((ranges[name] for name in _RANGES if name in ranges), 0.0)
    return best > 0
