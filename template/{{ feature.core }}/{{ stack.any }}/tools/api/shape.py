"""The shape of an API: of its OpenAPI document what a client's code depends on, in few lines.

    "create_order": {
      "call": "POST /api/v1/orders",
      "accepts": ["application/json"],
      "takes": {"body.number": "integer 1..999", "body.note?": "string ..80 | null"},
      "answers": [201],
      "sends": {"data.id": "string uuid", "data.status": ["string =open", "string =paid"]}
    }

Each field of a request and of an answer has its path, with a `?` behind what may be left out, and
one or more kinds: a type, its format, one value of an enum, the bounds of a length or a number.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
Kinds = list[str]
Fields = dict[str, str | Kinds]
Operation = dict[str, Any]
Shape = dict[str, Operation]
"""Operations by their ids."""

PROMISED = "/api/"
"""How paths begin that clients of the service call. Health checks and the like are not for them."""
VALUE, OR_NULL = " =", " | null"
_BY_THE_EDGE = {"authorization", "idempotency-key", "x-csrf-token"}
"""Headers that come and go with what the whole service is set up with."""
_LOW = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_HIGH = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
_SUCCESS = re.compile("[23]..")


def shape_of(document: Json) -> Shape:
    """Of every operation that is promised, in the order of the document."""
    reader = _Reader(document)
    return {
        operation["operationId"]: reader.operation(f"{method.upper()} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if path.startswith(PROMISED)
    }


def tags_of(document: Json) -> dict[str, str]:
    """Of each operation the tag it stands under, by its id."""
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    return {operation["operationId"]: operation["tags"][0] for operation in operations}


def written(kinds: Kinds) -> str | Kinds:
    """A short one on one line: `string`, `string | null`."""
    if len(kinds) == 2 and kinds[1] == "null" and VALUE not in kinds[0]:
        return f"{kinds[0]}{OR_NULL}"
    return kinds[0] if len(kinds) == 1 else kinds


def read(kinds: str | Kinds) -> Kinds:
    """What was written."""
    if not isinstance(kinds, str):
        return kinds
    if VALUE not in kinds and kinds.endswith(OR_NULL):
        return [kinds.removesuffix(OR_NULL), "null"]
    return [kinds]


class _Reader:
    """Follows the references of a document."""

    def __init__(self, document: Json) -> None:
        self._schemas: Json = document.get("components", {}).get("schemas", {})

    def operation(self, call: str, operation: Json) -> Operation:
        content = operation.get("requestBody", {}).get("content", {})
        answers = {s: a for s, a in operation["responses"].items() if _SUCCESS.fullmatch(s)}
        return {
            "call": call,
            "accepts": list(content),
            "takes": self._taken(operation, content),
            "answers": sorted(map(int, answers)),
            "sends": self._sent(answers),
        }

    def _taken(self, operation: Json, content: Json) -> Fields:
        fields = _Fields(self._schemas)
        for parameter in operation.get("parameters", ()):
            if parameter["name"].lower() not in _BY_THE_EDGE:
                name = f"{parameter['in']}.{parameter['name']}"
                fields.add(name, parameter["schema"], optional=not parameter.get("required"))
        for media in content.values():
            optional = not operation["requestBody"].get("required")
            fields.add("body", media.get("schema", {}), optional=optional)
        return fields.written()

    def _sent(self, answers: Json) -> Fields:
        """Of an envelope what is in it: all envelopes are the same."""
        fields = _Fields(self._schemas)
        for answer in answers.values():
            for media in answer.get("content", {}).values():
                schema = fields.resolved(media.get("schema", {}))
                properties = schema.get("properties", {})
                fields.add("data", properties["data"] if "meta" in properties else schema)
        return fields.written()


class _Fields:
    """Collects the fields of schemas, however deep. One that is found twice is of both kinds."""

    def __init__(self, schemas: Json) -> None:
        self._schemas = schemas
        self._kinds: dict[str, Kinds] = {}
        self._optional: set[str] = set()

    def add(
        self, name: str, schema: Json, *, optional: bool = False, inside: tuple[str, ...] = ()
    ) -> None:
        """`inside` are the references that were followed to get here: a tree has no end."""
        if optional:
            self._optional.add(name)
        if reference := schema.get("$ref"):
            if reference not in inside:
                resolved = self.resolved(schema)
                self.add(name, resolved, optional=optional, inside=(*inside, reference))
            return
        if choices := [*_choices(schema)]:
            for choice in choices:
                self.add(name, choice, optional=optional, inside=inside)
            return
        found = self._kinds.setdefault(name, [])
        found += [kind for kind in _kinds(schema) if kind not in found]
        self._add_children(name, schema, inside)

    def resolved(self, schema: Json) -> Json:
        reference = schema.get("$ref")
        return self._schemas[reference.rpartition("/")[2]] if reference else schema

    def written(self) -> Fields:
        return {
            f"{name}?" if name in self._optional else name: written(kinds)
            for name, kinds in self._kinds.items()
        }

    def _add_children(self, name: str, schema: Json, inside: tuple[str, ...]) -> None:
        required = schema.get("required", ())
        for child, what in schema.get("properties", {}).items():
            self.add(f"{name}.{child}", what, optional=child not in required, inside=inside)
        if isinstance(others := schema.get("additionalProperties"), dict):
            self.add(f"{name}.*", others, inside=inside)
        if items := schema.get("items"):
            self.add(f"{name}[]", items, inside=inside)


def _choices(schema: Json) -> Iterator[Json]:
    for how in ("anyOf", "oneOf", "allOf"):
        yield from schema.get(how, ())


def _kinds(schema: Json) -> Iterator[str]:
    values = [schema["const"]] if "const" in schema else schema.get("enum", ())
    types = schema.get("type", "any")
    if values:
        yield from (f"{_type_of(value)}{VALUE}{_told(value)}" for value in values)
        return
    for kind in [types] if isinstance(types, str) else types:
        yield " ".join(filter(None, (kind, schema.get("format"), _bounds(schema))))


def _bounds(schema: Json) -> str:
    low = next((schema[key] for key in _LOW if key in schema), "")
    high = next((schema[key] for key in _HIGH if key in schema), "")
    if low == 0 and "minimum" not in schema:
        low = ""  # no length is below zero
    return f"{low}..{high}" if low != "" or high != "" else ""


def _type_of(value: object) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "integer"
        case str():
            return "string"
    return "null" if value is None else "any"


def _told(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
