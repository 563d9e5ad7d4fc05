"""What is told to whoever comes by an API key, or makes one."""

from collections.abc import Iterable

from app.http.errors import Conflict, NotFound, ValidationFailed
from app.identity.errors import Unauthenticated


class InvalidApiKey(Unauthenticated):
    """The same for one that was revoked, and for one that never was."""

    message = "The API key does not hold."


class ApiKeyExpired(Unauthenticated):
    message = "The API key has expired."


class ApiKeyNotFound(NotFound):
    message = "There is no such API key."


class TooManyApiKeys(Conflict):
    message = "You have as many API keys as you may: revoke one first."


def unknown_scopes(places: Iterable[int], known: Iterable[str]) -> ValidationFailed:
    """Names each by its place in the list, and what there is."""
    message = f"There is no such scope. There are: {', '.join(sorted(known))}."
    return ValidationFailed(
        details=[
            {"field": f"body.scopes.{place}", "message": message, "type": "unknown_scope"}
            for place in places
        ]
    )


def wrong_end(days: int) -> ValidationFailed:
    message = f"A key expires in the future, in {days} days at the latest."
    fault = {"field": "body.expires_at", "message": message, "type": "api_key_end"}
    return ValidationFailed(details=[fault])
