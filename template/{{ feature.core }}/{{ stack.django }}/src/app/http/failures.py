"""Django's own errors as answers: whatever goes wrong leaves in the contract's envelope."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from app.http.answers import failure, not_allowed
from app.http.errors import (
    Forbidden,
    MalformedRequest,
    NotFound,
    PayloadTooLarge,
    error_for_status,
)
from app.http.native import Response


def bad_request(request: HttpRequest, exception: Exception) -> Response:
    too_large = isinstance(exception, RequestDataTooBig)
    return failure(PayloadTooLarge() if too_large else MalformedRequest())


def forbidden(request: HttpRequest, exception: Exception) -> Response:
    return failure(Forbidden())


def not_found(request: HttpRequest, exception: Exception) -> Response:
    return failure(NotFound())


def in_contract(response: HttpResponse) -> HttpResponse:
    """The response, or what the contract says in its place: a view of yours may have said no in
    Django's own way, as `require_GET` does."""
    if response.status_code < 400 or isinstance(response, Response):  # noqa: PLR2004
        return response
    if isinstance(response, HttpResponseNotAllowed):
        return not_allowed(response.headers["Allow"].split(", "))
    return failure(error_for_status(response.status_code)())
