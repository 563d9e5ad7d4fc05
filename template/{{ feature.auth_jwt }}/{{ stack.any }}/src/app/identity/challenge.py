"""How whoever is not let in is told to log in (RFC 9110, 11.6.1): by a token (RFC 6750, 3)."""

CHALLENGE = "Bearer"
ENDED = 'Bearer error="invalid_token"'
"""Where what was sent held once, or never."""
