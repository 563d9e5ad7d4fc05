"""What is told to whoever asks for mails, or comes with what was mailed."""

from collections.abc import Mapping
from typing import ClassVar

from app.http.errors import ApiError, BusinessRuleBroken


class InvalidToken(BusinessRuleBroken):
    """The same for one that was never given out, was used, replaced, or has expired."""

    code = "INVALID_TOKEN"
    message = "This token does not hold, or not any more. Ask for another mail."


class TooManyMails(ApiError):
    status, code, message = 429, "RATE_LIMITED", "Too many mails were asked for. Try again later."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "3600"}
