"""Resources from a JSON Schema: each object schema is one, at the root or among its definitions.

What a schema says and a resource can't is told as a note; what can't be read, as a fault.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from backsmith.resources.json_fields import Property, field_of
from backsmith.resources.names import snake
from backsmith.resources.spec import Entry, Spec

_DEFINITIONS = (("$defs",), ("definitions",), ("components", "schemas"))
_OF_EVERY_ROW = ("id", "created_at", "updated_at")


def is_schema(content: Mapping[str, Any]) -> bool:
    """Whether it is one, rather than the answer's own form."""
    return is_object(content) or "$schema" in content or any(_definitions(content))


def is_object(schema: Any) -> bool:
    """Whether it describes an object with properties of its own."""
    return isinstance(schema, Mapping) and isinstance(schema.get("properties"), Mapping)


def read_schema(document: Mapping[str, Any], *, name: str) -> Spec:
    """All of its objects as resources. The one at the root is called by its title, else `name`."""
    objects = dict(_objects(document, name))
    spec = Spec([])
    if not objects:
        spec.faults.append(
            "The JSON Schema describes no object with properties, at its root or in $defs."
        )
    names = {pointer: _name_of(schema, called) for pointer, (called, schema) in objects.items()}
    definitions = {pointer: schema for pointer, _, schema in _definitions(document)}
    for pointer, (_, schema) in objects.items():
        spec.resources.append(_resource(names[pointer], schema, names, definitions, spec))
    return spec


def _objects(
    document: Mapping[str, Any], name: str
) -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    if is_object(document):
        yield "#", (str(document.get("title", name)), document)
    for pointer, key, schema in _definitions(document):
        if is_object(schema):
            yield pointer, (key, schema)


def _definitions(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for path in _DEFINITIONS:
        place: Any = document
        for part in path:
            place = place.get(part, {}) if isinstance(place, Mapping) else {}
        for key, schema in place.items() if isinstance(place, Mapping) else ():
            yield "/".join(("#", *path, key)), str(key), schema


def _name_of(schema: Mapping[str, Any], called: str) -> str:
    return str(schema.get("x-name") or snake(called))


def _resource(
    name: str,
    schema: Mapping[str, Any],
    names: Mapping[str, str],
    definitions: Mapping[str, Any],
    spec: Spec,
) -> Entry:
    resource: Entry = {"name": name}
    if plural := schema.get("x-plural"):
        resource["plural"] = plural
    required = schema.get("required", [])
    resource["fields"] = []
    for key, content in schema["properties"].items():
        if snake(key) in _OF_EVERY_ROW:
            continue
        there = Property(f"{name}.{key}", key, content, key in required, names, definitions)
        if field := field_of(there, spec):
            resource["fields"].append(field)
    return resource
