"""One property of a JSON Schema as a field of a resource."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from backsmith.resources.names import snake, without_id
from backsmith.resources.spec import Entry, Spec

_FORMATS = {
    "uuid": "uuid",
    "date": "date",
    "date-time": "datetime",
    "email": "email",
    "idn-email": "email",
    "uri": "url",
    "url": "url",
}
_TYPES = {"integer": "integer", "number": "decimal", "boolean": "boolean", "string": "string"}
_LIMITS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
}
_UNTAKEN = ("pattern", "not", "minItems", "maxItems", "uniqueItems", "oneOf")
_OWN_WORDS = (
    *("type", "required", "unique", "searchable", "sortable", "min_length", "max_length"),
    *("minimum", "maximum", "precision", "scale", "values", "default", "to", "on_delete"),
)
"""What a schema may say as `x-...`, beside other tools' words of that form."""
_MOST_REFERENCES = 20
"""Of one to the next: a circle ends here."""


class Property(NamedTuple):
    """A property where it stands, and what its references may lead to."""

    called: str
    """With the resource's name in front, for sentences."""
    key: str
    schema: Any
    required: bool
    resources: Mapping[str, str]
    """Names of the resources, by where their schemas are."""
    definitions: Mapping[str, Any]


def field_of(there: Property, spec: Spec) -> Entry | None:
    """None where it is left out, which a note or a fault of the spec tells."""
    schema, nullable = _without_null(there.schema)
    pointer, schema = _resolved(schema, there)
    name = snake(there.key)
    if pointer in there.resources:
        field: Entry = {"name": without_id(name), "type": "reference"}
        field["to"] = there.resources[pointer]
    elif kind := _type_of(schema, there, spec):
        field = {"name": name, "type": kind, **_limits(schema, kind, there, spec)}
    else:
        return None
    has_default = schema.get("default") is not None and not nullable
    if nullable or not (there.required or has_default):
        field["required"] = False
    if field["name"] != there.key:
        spec.notes.append(f"{there.called} is called {field['name']}.")
    return field | _said(there.schema) | _said(schema)


def _without_null(schema: Any) -> tuple[dict[str, Any], bool]:
    """The schema without the ways in which null is allowed, and whether it is."""
    if not isinstance(schema, Mapping):
        return {}, False
    plain = dict(schema)
    nullable = plain.pop("nullable", False) is True
    if isinstance(plain.get("type"), list):
        kinds = [kind for kind in plain["type"] if kind != "null"]
        nullable |= len(kinds) < len(plain["type"])
        plain["type"] = kinds[0] if len(kinds) == 1 else kinds
    for key in ("anyOf", "oneOf", "allOf"):
        choices = plain.get(key)
        if isinstance(choices, list):
            others = [choice for choice in choices if choice != {"type": "null"}]
            nullable |= len(others) < len(choices)
            if only := _only(others):
                del plain[key]
                plain = {**only, **plain}
    return plain, nullable


def _only(choices: list[Any]) -> Mapping[str, Any] | None:
    """The one that there is. A number that may come as a text is a number: pydantic's Decimal."""
    kinds = {one.get("type"): one for one in choices if isinstance(one, Mapping)}
    if len(choices) == 2 and set(kinds) == {"number", "string"}:
        return kinds["number"]
    return choices[0] if len(choices) == 1 and kinds else None


def _resolved(schema: Mapping[str, Any], there: Property) -> tuple[str, dict[str, Any]]:
    """Where references lead to, and the schema there. The last pointer, also where nothing is."""
    pointer, found = "", dict(schema)
    for _ in range(_MOST_REFERENCES):
        if "$ref" not in found:
            break
        pointer = str(found.pop("$ref"))
        if pointer in there.resources:
            break
        led_to = there.definitions.get(pointer)
        found = {**(led_to if isinstance(led_to, Mapping) else {"x-lost": pointer}), **found}
    return pointer, found


def _type_of(schema: Mapping[str, Any], there: Property, spec: Spec) -> str | None:
    if "x-lost" in schema:
        spec.faults.append(
            f"{there.called} refers to {schema['x-lost']}, which is not in this document: "
            "bring its definition in, under $defs."
        )
        return None
    if "x-type" in schema:
        return str(schema["x-type"])
    if "enum" in schema or "const" in schema:
        return "enum"
    kind = schema.get("type")
    if kind == "array" and (other := _items_of(schema, there)):
        spec.notes.append(
            f"{there.called} is left out: it is the other side of {other}, which a field of "
            f"{other} with a $ref to this object makes."
        )
        return None
    if kind in ("array", "object"):
        spec.notes.append(f"{there.called} is kept as JSON: what is in it is not checked.")
        return "json"
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), "string")
    if isinstance(kind, str) and kind in _TYPES:
        return _TYPES[kind]
    spec.faults.append(
        f"{there.called} has {_shown(schema)}, which no type of field stands for: give it one "
        "type, or leave it out."
    )
    return None


def _items_of(schema: Mapping[str, Any], there: Property) -> str | None:
    pointer, _ = _resolved(_without_null(schema.get("items"))[0], there)
    return there.resources.get(pointer)


def _shown(schema: Mapping[str, Any]) -> str:
    if kinds := schema.get("type"):
        return f"the type {', '.join(kinds) if isinstance(kinds, list) else kinds}"
    return next((key for key in ("anyOf", "oneOf", "allOf") if key in schema), "no type")


def _limits(schema: Mapping[str, Any], kind: str, there: Property, spec: Spec) -> Entry:
    field: Entry = {limit: schema[key] for key, limit in _LIMITS.items() if key in schema}
    if kind == "enum":
        field["values"] = list(schema.get("enum", [schema.get("const")]))
        field["values"] = [value for value in field["values"] if value is not None]
    if kind == "decimal":
        _set_digits(schema, field, there, spec)
    _set_open_bounds(schema, field, kind, there, spec)
    if schema.get("default") is not None:
        field["default"] = schema["default"]
    if schema.get("format") and kind == "string":
        spec.notes.append(f"{there.called} has the format {schema['format']}, which is not taken.")
    for key in _UNTAKEN:
        if key in schema:
            spec.notes.append(f"{there.called} has {key}, which is not taken.")
    return field


def _set_digits(schema: Mapping[str, Any], field: Entry, there: Property, spec: Spec) -> None:
    """A schema tells digits by `multipleOf: 0.01`, and by nothing else."""
    step = str(schema.get("multipleOf", ""))
    if step.strip("01.") == "" and step.startswith("0."):
        field["scale"] = len(step) - 2
    elif step == "1":
        field["scale"] = 0
    elif "x-scale" not in schema:
        spec.notes.append(
            f"{there.called} is a number of any digits: it is kept with 12 of them, two behind "
            "the point. Say others as x-precision and x-scale."
        )


def _set_open_bounds(
    schema: Mapping[str, Any], field: Entry, kind: str, there: Property, spec: Spec
) -> None:
    for key, limit, step in (
        ("exclusiveMinimum", "minimum", 1),
        ("exclusiveMaximum", "maximum", -1),
    ):
        if key in schema and kind == "integer" and isinstance(schema[key], int):
            field[limit] = schema[key] + step
        elif key in schema:
            spec.notes.append(f"{there.called} has {key}, which is not taken: say {limit}.")


def _said(schema: Any) -> Entry:
    """`x-unique: true` and the like: any key of a field, where a schema has no word for it."""
    if not isinstance(schema, Mapping):
        return {}
    words = {f"x-{word.replace('_', mark)}": word for word in _OWN_WORDS for mark in "_-"}
    return {words[key]: value for key, value in schema.items() if key in words}
