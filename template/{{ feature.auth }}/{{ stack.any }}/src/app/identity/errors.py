"""What is told to whoever is not let in."""

from collections.abc import Mapping
from typing import ClassVar

from app.http.errors import ApiError
from app.identity.challenge import CHALLENGE, ENDED


class Unauthenticated(ApiError):
    """Nobody has logged in, or what says so does not hold."""

    status, code, message = 401, "UNAUTHENTICATED", "Log in first."
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": CHALLENGE}


class TokenExpired(Unauthenticated):
    code, message = "TOKEN_EXPIRED", "The access token has expired."
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": ENDED}


class LoginEnded(Unauthenticated):
    """Logged out, expired, or taken away, whatever its token says."""

    message = "This login has ended."
    headers = TokenExpired.headers


class InvalidCredentials(Unauthenticated):
    """The same for an unknown user and for a wrong password."""

    code, message = "INVALID_CREDENTIALS", "E-mail address and password do not belong together."


class TooManyLogins(ApiError):
    status, code, message = 429, "RATE_LIMITED", "Too many logins have failed. Try again later."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "60"}
    is_first = False
    """Whether it is the first of its window: who guesses on fills no log."""
