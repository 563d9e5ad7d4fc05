"""What is told to whoever is not let in."""

from collections.abc import Mapping
from typing import ClassVar

from app.http.errors import ApiError, Forbidden
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


class OutOfScope(Forbidden):
    """The role would do; `details` name the permission."""

    message = "This takes a scope that the API key does not have."


class LoginsAlone(Forbidden):
    """As what is about logins themselves: a key that was stolen must not grow."""

    message = "No API key may do this: log in."


def lacking(permission: str) -> Forbidden:
    """What is told to somebody who does not have it."""
    return OutOfScope(details={"missing_scope": permission}) if permission else LoginsAlone()


class TooManyLogins(ApiError):
    status, code, message = 429, "RATE_LIMITED", "Too many logins have failed. Try again later."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "60"}
    is_first = False
    """Whether it is the first of its window: who guesses on fills no log."""
