"""How whoever is not let in is told to log in (RFC 9110, 11.6.1). No scheme is registered for
cookies: this one no browser takes for a dialog of its own.
"""

CHALLENGE = 'Cookie cookie-name="__Host-session"'
ENDED = CHALLENGE
"""Where what was sent held once, or never."""
