"""Headers that tell a browser to be careful with what it gets (OWASP secure headers)."""

from app.http.docs import SCRIPT_SOURCES

ALWAYS = {
    "Server": "",  # granian names itself where an application does not speak
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
API = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
DOCS = {
    "Content-Security-Policy": (
        "default-src 'none'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
        f"script-src {SCRIPT_SOURCES}; style-src https://cdn.jsdelivr.net 'unsafe-inline'"
    )
}
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def headers_for(path: str, *, https_only: bool) -> dict[str, str]:
    """What every answer at this path carries."""
    return ALWAYS | (DOCS if path == "/docs" else API) | (HSTS if https_only else {})
