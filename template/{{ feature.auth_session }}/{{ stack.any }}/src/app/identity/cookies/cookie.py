"""The cookie of a session (RFC 6265bis): no script reads it, it goes to this host alone, and by
HTTPS alone, as its prefix has browsers make sure. They take `http://localhost` for safe.
"""

NAME = "__Host-session"
_KEPT = "Path=/; Secure; HttpOnly; SameSite=Strict"


def cookie(value: str, *, seconds: int) -> dict[str, str]:
    """The header that has a browser keep it."""
    return {"Set-Cookie": f"{NAME}={value}; Max-Age={seconds}; {_KEPT}"}


NO_COOKIE = cookie("", seconds=0)
"""The header that has a browser forget it."""


def value_of(header: str) -> str:
    """What a Cookie header holds of it; empty where there is none."""
    for pair in header.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == NAME:
            return value
    return ""
