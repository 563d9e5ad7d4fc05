"""The OpenAPI document, from the routes that a framework has registered.

One builder, so one document on every framework: OpenAPI 3.1 of what is really sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from app import __version__
from app.http.envelopes import Failure
from app.http.errors import (
    ApiError,
    DeadlineExceeded,
    MalformedRequest,
    NotAcceptable,
    Overloaded,
    PayloadTooLarge,
    ServiceUnavailable,
    UnsupportedMediaType,
    ValidationFailed,
)
from app.http.operations import Promise, Route, promised
from app.project import DESCRIPTION, TITLE

Json = dict[str, Any]
Refs = Mapping[Any, Json]
Headers = Mapping[str, Json]
"""Each with its description and its schema."""
NO_HEADERS: Headers = {}
Ways = Mapping[str, Mapping[str, Any]]
"""To say who asks: security schemes, by name."""
NO_WAYS: Ways = {}
TEXT = {"type": "string"}
REF = "#/components/schemas/{model}"
_HEADERS = {
    "ETag": "The version of what was sent, for If-Match and If-None-Match.",
    "If-Match": "Only if it is still as you last read it: the ETag that you got.",
    "If-None-Match": "Only if it is no longer as you last read it: the ETag that you got.",
    "Location": "The path of what was created.",
    "X-Request-ID": "Names this request in the logs.",
}


def as_json(routes: Iterable[Route], promises: Sequence[Promise] = ()) -> bytes:
    """The document as it is sent."""
    kept = [promised(route, promises) for route in routes]
    headers = {
        name: {"description": text, "schema": promise.schemas.get(name, TEXT)}
        for promise in promises
        for name, text in {**promise.reads, **promise.sends}.items()
    }
    ways = {name: way for promise in promises for name, way in promise.security.items()}
    made = document(kept, title=TITLE, description=DESCRIPTION, headers=headers, ways=ways)
    return to_json(made)


def document(
    routes: Iterable[Route],
    *,
    title: str,
    description: str,
    headers: Headers = NO_HEADERS,
    ways: Ways = NO_WAYS,
) -> Json:
    """Every operation of the service, sorted by path. `headers` are more than the service's own."""
    own = {name: {"description": text, "schema": TEXT} for name, text in _HEADERS.items()}
    told = {**own, **headers}
    table = sorted(routes, key=lambda route: (route.path, route.method))
    refs, schemas = _schemas(table)
    paths: dict[str, Json] = {}
    for route in table:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, refs, told)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "description": description, "version": __version__},
        "paths": paths,
        "components": {"schemas": schemas, **({"securitySchemes": dict(ways)} if ways else {})},
    }


def _schemas(routes: Sequence[Route]) -> tuple[Refs, Json]:
    """Where each model is, and all of them. One schema a model: what is sent is what is read."""
    wanted: dict[Any, None] = {(Failure, "serialization"): None}
    for route in routes:
        for returned in filter(None, (route.operation.returns, route.operation.accepts)):
            wanted[returned, "serialization"] = None
        if route.body:
            wanted[route.body, "validation"] = None
    found, definitions = models_json_schema(list(wanted), ref_template=REF)
    refs = {model: reference for (model, _), reference in found.items()}
    return refs, dict(sorted(definitions["$defs"].items()))


def _operation(route: Route, refs: Refs, headers: Headers) -> Json:
    operation = route.operation
    made: Json = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [operation.tag],
    }
    if operation.security:
        permissions = [operation.access.permission] if operation.access.permission else []
        made["security"] = [{name: permissions} for name in operation.security]
    if parameters := list(_parameters(route, headers)):
        made["parameters"] = parameters
    if route.body:
        content = {media: {"schema": refs[route.body]} for media in operation.takes}
        made["requestBody"] = {"required": True, "content": content}
    made["responses"] = _responses(route, refs, headers)
    return made


def _parameters(route: Route, headers: Headers) -> Iterator[Json]:
    for name, kind in route.path_types.items():
        schema = TypeAdapter(kind).json_schema()
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    if route.query:
        query = route.query.model_json_schema()
        for name, schema in query["properties"].items():
            required = name in query.get("required", ())
            yield {"name": name, "in": "query", "required": required, "schema": schema}
    for name in route.operation.reads:
        yield {"name": name, "in": "header", "required": False, **_header(name, headers)}


def _responses(route: Route, refs: Refs, headers: Headers) -> Json:
    operation = route.operation
    success: Json = {
        "description": HTTPStatus(operation.status).phrase,
        "headers": {name: _header(name, headers) for name in (*operation.sends, "X-Request-ID")},
    }
    if operation.returns:
        success["content"] = {operation.media_type: {"schema": refs[operation.returns]}}
    answers = dict.fromkeys((operation.status, *operation.same), success)
    if operation.accepts:
        content = {operation.media_type: {"schema": refs[operation.accepts]}}
        told = {"X-Request-ID": _header("X-Request-ID", headers)}
        answers[202] = {"description": "Accepted", "headers": told, "content": content}
    for status in operation.also:
        answers[status] = {"description": HTTPStatus(status).phrase}
    for error in _errors(route):
        _add_error(answers, error, refs)
    return {str(status): answers[status] for status in sorted(answers)}


def _errors(route: Route) -> Iterator[type[ApiError]]:
    yield from route.operation.errors
    if route.operation.common_errors:
        yield from (NotAcceptable, ApiError, ServiceUnavailable, Overloaded, DeadlineExceeded)
    if route.path_types or route.query or route.body:
        yield ValidationFailed
    if route.body:
        yield from (MalformedRequest, PayloadTooLarge, UnsupportedMediaType)


def _add_error(answers: dict[int, Json], error: type[ApiError], refs: Refs) -> None:
    """Errors of one status share a response; each is an example of its own."""
    answer = answers.setdefault(
        error.status,
        {
            "description": HTTPStatus(error.status).phrase,
            "content": {"application/json": {"schema": refs[Failure], "examples": {}}},
        },
    )
    if error.headers:
        answer["headers"] = {name: {"schema": {"type": "string"}} for name in error.headers}
    examples = answer["content"]["application/json"].setdefault("examples", {})
    examples[error.__name__] = {"summary": error.code, "value": _example(error)}


def _example(error: type[ApiError]) -> Json:
    meta = {"timestamp": "2026-01-31T12:00:00.000Z", "request_id": "4bf92f35"}
    told = {"code": error.code, "message": error.message}
    return {"success": False, "error": told, "meta": meta}


def _header(name: str, headers: Headers) -> Json:
    return headers.get(name, {"description": name, "schema": TEXT})
