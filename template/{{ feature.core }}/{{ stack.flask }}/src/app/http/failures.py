"""Flask's own errors as answers: whatever goes wrong leaves in the contract's envelope."""

from flask import Flask, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.http.answers import failure, not_allowed
from app.http.errors import ApiError, error_for_status
from app.http.native import Response


def install(app: Flask) -> None:
    """A crash goes through to the middleware, which logs it and answers."""
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.register_error_handler(ApiError, _answer_error)
    app.register_error_handler(HTTPException, _answer_framework_error)


def _answer_error(error: ApiError) -> Response:
    request.environ["app.cause"] = error.__cause__
    return failure(error)


def _answer_framework_error(error: HTTPException) -> Response:
    if isinstance(error, MethodNotAllowed):
        return not_allowed(set(error.valid_methods or ()) - {"OPTIONS"})
    return failure(error_for_status(error.code or 500)())
