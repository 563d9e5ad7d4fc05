"""FastAPI's own errors as answers: whatever goes wrong leaves in the contract's envelope."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException

from app.http.answers import failure, faults_of, not_allowed
from app.http.errors import (
    ApiError,
    MethodNotAllowed,
    ServiceUnavailable,
    ValidationFailed,
    error_for_status,
)


def install(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, _answer_error)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _answer_framework_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _answer_faults)  # type: ignore[arg-type]


async def _answer_error(request: Request, error: ApiError) -> Response:
    if isinstance(error, ServiceUnavailable):
        request.scope["app.cause"] = error.__cause__
    return failure(error)


async def _answer_framework_error(request: Request, error: HTTPException) -> Response:
    known = error_for_status(error.status_code)
    return not_allowed(_methods_at(request)) if known is MethodNotAllowed else failure(known())


async def _answer_faults(request: Request, error: RequestValidationError) -> Response:
    return failure(ValidationFailed(details=faults_of(error.errors())))


def _methods_at(request: Request) -> set[str]:
    """Every method of the path: Starlette itself tells those of the first route alone."""
    path = request.scope["path"]
    methods: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        if route.path_regex.match(path):
            methods |= route.methods or set()
    return methods
