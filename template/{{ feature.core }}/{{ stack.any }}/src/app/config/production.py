"""What production does not start with (OWASP ASVS 5.0, chapter 13: configuration)."""

from typing import Protocol

from pydantic import SecretStr

from app.config.service import EXAMPLE_SECRET

_SHORTEST_SECRET = 32


class _Checked(Protocol):
    debug: bool
    cors_origins: list[str]
    secret_key: SecretStr


def refusals(settings: _Checked) -> list[str]:
    """One line for each setting that is not safe, with its remedy; none where all is well."""
    secret = settings.secret_key.get_secret_value()
    found: list[str] = []
    if settings.debug:
        found.append("DEBUG: must be off in production. Unset it.")
    if secret == EXAMPLE_SECRET or "change-me" in secret:
        found.append("SECRET_KEY: this is the example. Set a secret of your own.")
    elif len(secret.encode()) < _SHORTEST_SECRET:
        found.append(f"SECRET_KEY: is under {_SHORTEST_SECRET} bytes. Set a longer one.")
    if "*" in settings.cors_origins:
        found.append("CORS_ORIGINS: must not be * in production. List the origins you know.")
    return found
