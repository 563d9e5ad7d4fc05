"""Reads a handler's arguments from a request, as its signature names them; every fault at once.

`query` and `body` are pydantic models, a parameter with a `RequestHeader` is a header, the others
are parameters of the path. `openapi.py` reads the same signature: what is documented is enforced.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import parse_qsl
from wsgiref.types import WSGIEnvironment

from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from app.http.answers import faults_of
from app.http.errors import ValidationFailed
from app.http.json_input import parse


@dataclass(frozen=True, slots=True)
class RequestHeader:
    """Says of a handler's parameter which header it is."""

    name: str

    @property
    def key(self) -> str:
        """As an environ has it."""
        return f"HTTP_{self.name.upper().replace('-', '_')}"


IfMatch = Annotated[str | None, RequestHeader("If-Match")]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a handler wants, and what each of it must be."""

    path: Mapping[str, SchemaValidator]
    query: SchemaValidator | None
    body: SchemaValidator | None
    headers: Mapping[str, str]
    """Parameter and key in the environ."""

    def arguments(self, environ: WSGIEnvironment, path: Mapping[str, str]) -> dict[str, Any]:
        """Raises MalformedRequest before all else, then ValidationFailed with every fault."""
        faults: list[dict[str, str]] = []
        found: dict[str, Any] = {name: environ.get(key) for name, key in self.headers.items()}
        body = None if self.body is None else parse(environ["wsgi.input"].read())
        for name, validator in self.path.items():
            found[name] = _checked(validator, path[name], ("path", name), faults)
        if self.query is not None:
            asked = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
            found["query"] = _checked(self.query, asked, ("query",), faults)
        if self.body is not None:
            found["body"] = _checked(self.body, body, ("body",), faults)
        if faults:
            raise ValidationFailed(details=faults)
        return found


def plan_of(handler: Callable[..., Any]) -> Plan:
    """Reads the signature, once. The first parameter may be the framework's own request."""
    hints = get_type_hints(handler, include_extras=True)
    marks = {name: _header_of(hint) for name, hint in hints.items()}
    known = {"query", "body", "request", "return"}
    paths = [name for name in hints if name not in known and marks[name] is None]
    return Plan(
        path={name: _validator(hints[name]) for name in paths},
        query=_validator(hints["query"]) if "query" in hints else None,
        body=_validator(hints["body"]) if "body" in hints else None,
        headers={name: mark.key for name, mark in marks.items() if mark},
    )


def _checked(
    validator: SchemaValidator, value: object, place: tuple[str, ...], faults: list[dict[str, str]]
) -> Any:
    """What the value is; where it is not valid, its faults are added to the others."""
    try:
        return validator.validate_python(value, from_attributes=True)
    except ValidationError as error:
        told = error.errors(include_url=False, include_context=False)
        faults += faults_of([{**fault, "loc": (*place, *fault["loc"])} for fault in told])
        return None


def _validator(kind: Any) -> SchemaValidator:
    return TypeAdapter(kind).validator  # type: ignore[return-value]


def _header_of(hint: Any) -> RequestHeader | None:
    return next((mark for mark in get_args(hint)[1:] if isinstance(mark, RequestHeader)), None)
