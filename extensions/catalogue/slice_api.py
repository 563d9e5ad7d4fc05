"""What a slice promises its clients, as its service records it: `tests/domain/<plural>/api.json`.

The form is that of the service's own `tools/api/shape.py`: a service that nobody has touched writes
the same, byte for byte.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from .field_types import INTEGER_MAX, INTEGER_MIN
from .resource_fields import ResourceField
from .slice_references import API, SliceReferences

Fields = dict[str, str | list[str]]

_JSON, _MERGE_PATCH = "application/json", "application/merge-patch+json"
_KEY = {"path.key": "string uuid"}
_IF_MATCH, _IF_NONE_MATCH = {"header.If-Match?": "string"}, {"header.If-None-Match?": "string"}
_ROW = {"id": "string uuid", "created_at": "string date-time", "updated_at": "string date-time"}
_FORMATS = {
    "date": "string date",
    "datetime": "string date-time",
    "reference": "string uuid",
    "uuid": "string uuid",
}
_SENT = {"integer": "integer", "boolean": "boolean", **_FORMATS}


class SliceApi(SliceReferences):
    """Independent of the framework, the database and every option."""

    @property
    def api_snapshot(self) -> str:
        """The whole file."""
        return json.dumps(self._operations, indent=2, ensure_ascii=False) + "\n"

    @property
    def _operations(self) -> dict[str, Any]:
        many, one = self.path, f"{self.path}/{{key}}"
        return {
            f"list_{self.plural}": _operation(
                f"GET {many}",
                takes={**self._page_query, **self._filter},
                sends={"data": "array", **self._row("data[]")},
            ),
            **self._nested,
            f"create_{self.name}": _operation(
                f"POST {many}",
                accepts=[_JSON],
                takes=self._body(lambda field: field.required and field.default is None),
                answers=[201],
                sends=self._row("data"),
            ),
            f"delete_{self.name}": _operation(
                f"DELETE {one}", takes={**_KEY, **_IF_MATCH}, answers=[204]
            ),
            f"get_{self.name}": _operation(
                f"GET {one}",
                takes={**_KEY, **_IF_NONE_MATCH},
                answers=[200, 304],
                sends=self._row("data"),
            ),
            f"update_{self.name}": _operation(
                f"PATCH {one}",
                accepts=[_JSON, _MERGE_PATCH],
                takes={**_KEY, **_IF_MATCH, **self._body(lambda field: False)},
                sends=self._row("data"),
            ),
        }

    @property
    def _page_query(self) -> Fields:
        orders = [f"{sign}{name}" for name in self.sorts for sign in ("", "-")]
        return {
            "query.page?": "integer 1..1000000000",
            "query.page_size?": "integer 1..100",
            "query.search?": "string ..200 | null",
            "query.cursor?": "string ..200 | null",
            "query.sort?": [f"string ={order}" for order in orders],
        }

    @property
    def _filter(self) -> Fields:
        return {f"query.{field.attribute}?": "string uuid | null" for field in self.references}

    @property
    def _nested(self) -> dict[str, Any]:
        """The lists of those that refer to one row."""
        return {
            f"list_{self.plural}_of_{nested.name}": _operation(
                f"GET {API}{nested.path('{%s}')}",
                takes={f"path.{nested.parameter}": "string uuid", **self._page_query},
                sends={"data": "array", **self._row("data[]")},
            )
            for nested in self.nested_lists
        }

    def _body(self, is_needed: Callable[[ResourceField], bool]) -> Fields:
        fields = {
            f"body.{field.attribute}{'' if is_needed(field) else '?'}": _kinds(field, _taken(field))
            for field in self.fields
        }
        return {"body": "object", **fields}

    def _row(self, name: str) -> Fields:
        fields = {f"{name}.{field.attribute}": _kinds(field, _sent(field)) for field in self.fields}
        return {name: "object", **{f"{name}.{n}": kind for n, kind in _ROW.items()}, **fields}


def _operation(
    call: str,
    *,
    takes: Fields,
    accepts: list[str] | None = None,
    answers: list[int] | None = None,
    sends: Fields | None = None,
) -> dict[str, Any]:
    return {
        "call": call,
        "accepts": accepts or [],
        "takes": takes,
        "answers": answers or [200],
        "sends": sends or {},
    }


def _kinds(field: ResourceField, kinds: list[str]) -> str | list[str]:
    """As `written` of the service has it."""
    if field.required:
        return kinds[0] if len(kinds) == 1 else kinds
    is_short = len(kinds) == 1 and field.type != "enum"
    return f"{kinds[0]} | null" if is_short else [*kinds, "null"]


def _taken(field: ResourceField) -> list[str]:
    match field.type:
        case "string" | "text":
            return [f"string {field.shortest or ''}..{field.longest}"]
        case "url" | "email":
            return [f"string ..{field.longest}"]
        case "integer":
            return [f"integer {'..'.join(map(str, _whole_bounds(field)))}"]
        case "decimal":
            return [f"number {'..'.join(map(str, _exact_bounds(field)))}", "string"]
    return _sent(field)


def _sent(field: ResourceField) -> list[str]:
    match field.type:
        case "enum":
            return [f"string ={value}" for value in field.values or ()]
        case "json":
            return ["object", "array"]
    return [_SENT.get(field.type, "string")]


def _whole_bounds(field: ResourceField) -> Iterator[int | Decimal]:
    yield from _bounds(field, INTEGER_MIN, INTEGER_MAX)


def _exact_bounds(field: ResourceField) -> Iterator[float]:
    """As JSON has them: binary numbers."""
    precision, scale = field.digits
    edge = Decimal(10) ** (precision - scale) - Decimal(1).scaleb(-scale)
    yield from map(float, _bounds(field, -edge, edge))


def _bounds(field: ResourceField, *widest: int | Decimal) -> Iterator[int | Decimal]:
    for bound, edge in zip(field.bounds, widest, strict=True):
        yield edge if bound is None else bound
