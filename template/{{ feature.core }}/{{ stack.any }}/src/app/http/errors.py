"""The errors of the contract. Services raise them; they know nothing of any framework.

A rule of your own is a subclass: `class NameTaken(Conflict)`, with a message for a person, and a
code of its own where a client must tell it apart.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class ApiError(Exception):
    """Something the client is told: a status, a code, a sentence."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    message: ClassVar[str] = "Something went wrong on our side."
    headers: ClassVar[Mapping[str, str]] = {}
    keeps_changes: ClassVar[bool] = False
    """Whether what the request has changed stays, as that a stolen token is good for nothing."""

    def __init__(self, *, details: Any = None, retry_after: int | None = None) -> None:
        """`retry_after` in seconds: when it may be tried again, where that is known."""
        super().__init__(self.message)
        self.details = details
        self.retry_after = retry_after


class MalformedRequest(ApiError):
    status, code, message = 400, "MALFORMED_REQUEST", "The request body is not valid JSON."


class ValidationFailed(ApiError):
    status, code, message = 400, "VALIDATION_ERROR", "The request is not valid."


class Forbidden(ApiError):
    status, code, message = 403, "FORBIDDEN", "This is not allowed."


class NotFound(ApiError):
    status, code, message = 404, "NOT_FOUND", "There is nothing here."


class MethodNotAllowed(ApiError):
    status, code, message = 405, "METHOD_NOT_ALLOWED", "This method is not offered here."


class NotAcceptable(ApiError):
    status, code, message = 406, "NOT_ACCEPTABLE", "The answer would be application/json."


class Conflict(ApiError):
    status, code, message = 409, "CONFLICT", "This clashes with what is already there."


class StillInUse(Conflict):
    message = "Others still refer to this."


class PreconditionFailed(ApiError):
    status, code, message = 412, "PRECONDITION_FAILED", "It has changed since you last read it."


class PayloadTooLarge(ApiError):
    status, code, message = 413, "PAYLOAD_TOO_LARGE", "The request body is too large."


class UnsupportedMediaType(ApiError):
    status, code, message = 415, "UNSUPPORTED_MEDIA_TYPE", "Send uncompressed application/json."


class BusinessRuleBroken(ApiError):
    """A base for rules of your own that understand a request, and say no."""

    status, code, message = 422, "BUSINESS_RULE_BROKEN", "A rule of the business says no."


class ServiceUnavailable(ApiError):
    status, code, message = 503, "SERVICE_UNAVAILABLE", "Something we depend on is away."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}


class TransactionFailed(ServiceUnavailable):
    """The database gave this transaction up for the sake of another: it may be tried again.

    A deadlock, a serialization failure, a lock that did not come free.
    """


class Overloaded(ServiceUnavailable):
    status, code, message = 503, "OVERLOADED", "Too much is being done at once."


class DeadlineExceeded(ApiError):
    status, code, message = 504, "DEADLINE_EXCEEDED", "The request took too long."


def error_for_status(status: int) -> type[ApiError]:
    """The error of the contract for a status that a framework came up with."""
    return _BY_STATUS.get(status, ApiError)


_BY_STATUS = {
    error.status: error
    for error in (
        MalformedRequest,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        NotAcceptable,
        PayloadTooLarge,
        UnsupportedMediaType,
        ServiceUnavailable,
    )
}
