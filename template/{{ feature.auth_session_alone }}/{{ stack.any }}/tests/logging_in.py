"""How people log in here: with a password, for a cookie, and a token beside it.

Where they log in by other ways, the same names do it in those.
"""

from http.cookies import SimpleCookie

import httpx2

LOGIN = "/api/v1/auth/session"


def log_in(base_url: str, email: str, password: str) -> dict[str, str]:
    """The headers of somebody who has."""
    body = {"email": email, "password": password}
    return headers_of(httpx2.post(f"{base_url}{LOGIN}", json=body, timeout=15))


def headers_of(answer: httpx2.Response) -> dict[str, str]:
    """What it takes to be known, from the answer to a login."""
    assert answer.status_code == 200, answer.text
    [cookie] = SimpleCookie(answer.headers["Set-Cookie"]).values()
    token = answer.json()["data"]["csrf_token"]
    return {"Cookie": f"{cookie.key}={cookie.value}", "X-CSRF-Token": token}
