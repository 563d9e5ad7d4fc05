"""Which media types a client takes (RFC 9110, section 12.5.1)."""

from app.http.errors import NotAcceptable

_RANGES = ("application/json", "application/*", "*/*")


def require_acceptable(accept: str) -> None:
    """Raises NotAcceptable for a client that would not take our answer."""
    if not accepts_json(accept):
        raise NotAcceptable


def accepts_json(accept: str) -> bool:
    """Whether JSON is among what an Accept header lists, and not with a weight of nought."""
    if not accept or accept == "*/*":
        return True
    ranges = dict(map(_weighed, accept.split(",")))
    best = next((ranges[name] for name in _RANGES if name in ranges), 0.0)
    return best > 0


def _weighed(media_range: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in media_range.split(";"))
    weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return name, float(weight)
    except ValueError:
        return name, 1.0
