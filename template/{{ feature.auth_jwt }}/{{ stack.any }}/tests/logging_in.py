"""How people log in here: with a password, for a token that each request carries.

Where they log in by other ways, the same names do it in those.
"""

import httpx2

LOGIN = "/api/v1/auth/login"
OPEN = {"login", "refresh_tokens"}
"""The operations of this way that need no login."""


def log_in(base_url: str, email: str, password: str) -> dict[str, str]:
    """The headers of somebody who has."""
    body = {"email": email, "password": password}
    answer = httpx2.post(f"{base_url}{LOGIN}", json=body, timeout=15)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['data']['access_token']}"}
