"""Headers that tell a browser to be careful with what it gets (OWASP secure headers)."""

from app.http.docs import SCRIPT_SOURCES

ALWAYS = {
    "Server": "",  # granian names itself where an application does not speak
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
API = "default-src 'none'; frame-ancestors 'none'"
DOCS = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; "
    f"script-src {SCRIPT_SOURCES}; style-src https://cdn.jsdelivr.net 'unsafe-inline'"
)
PAGES = "default-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'"
"""Content-Security-Policies: of the API, of its documentation, of pages with forms, as an admin."""
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def headers_for(policy: str, *, https_only: bool) -> dict[str, str]:
    """What every answer carries that has this Content-Security-Policy."""
    return ALWAYS | {"Content-Security-Policy": policy} | (HSTS if https_only else {})
