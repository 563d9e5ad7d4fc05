"""What is read of an OpenAPI document, and what is left aside."""

from typing import Any

import pytest

from tools.api.shape import shape_of

SCHEMAS: dict[str, Any] = {
    "Line": {
        "type": "object",
        "properties": {
            "price": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "null"}]},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
        },
        "required": ["price"],
    },
    "Envelope": {
        "type": "object",
        "properties": {"data": {"$ref": "#/components/schemas/Line"}, "meta": {"type": "object"}},
    },
}


def document(path: str = "/api/v1/lines", **operation: Any) -> dict[str, Any]:
    told = {"operationId": "it", "tags": ["lines"], "responses": {}, **operation}
    return {"paths": {path: {"post": told}}, "components": {"schemas": SCHEMAS}}


def body(schema: dict[str, Any]) -> dict[str, Any]:
    """The fields of a request whose body has one field of this schema."""
    whole = {"type": "object", "properties": {"field": schema}, "required": ["field"]}
    content = {"application/json": {"schema": whole}}
    found = shape_of(document(requestBody={"required": True, "content": content}))
    taken: dict[str, Any] = found["it"]["takes"]
    return taken


def test_an_operation_is_told_by_its_method_and_path():
    shape = shape_of(document())

    assert shape["it"]["call"] == "POST /api/v1/lines"


def test_what_is_not_for_clients_is_left_aside():
    assert shape_of(document("/health/live")) == {}


@pytest.mark.parametrize(
    ("schema", "kinds"),
    [
        ({"type": "string", "format": "uuid"}, "string uuid"),
        ({"type": "string", "minLength": 0, "maxLength": 9}, "string ..9"),
        ({"type": "integer", "minimum": 0}, "integer 0.."),
        ({"type": "array", "minItems": 1, "maxItems": 2}, "array 1..2"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"type": ["object", "array"]}, ["object", "array"]),
        ({"type": "string", "enum": ["a", "b | null"]}, ["string =a", "string =b | null"]),
        ({"enum": [1, None]}, ["integer =1", "null =null"]),
        ({"const": "a"}, "string =a"),
        ({}, "any"),
    ],
)
def test_a_field_has_its_kinds(schema: dict[str, Any], kinds: object):
    assert body(schema)["body.field"] == kinds


def test_an_optional_parameter_has_a_mark():
    parameters = [
        {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}},
        {"name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"}},
    ]

    shape = shape_of(document(parameters=parameters))

    assert shape["it"]["takes"] == {"path.key": "string", "header.If-Match?": "string"}


def test_a_header_that_the_whole_service_takes_is_left_aside():
    header = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}

    assert shape_of(document(parameters=[header]))["it"]["takes"] == {}


def test_fields_are_found_however_deep_and_a_tree_ends():
    found = body({"$ref": "#/components/schemas/Line"})

    assert found == {
        "body": "object",
        "body.field": "object",
        "body.field.price": "number 0.. | null",
        "body.field.parts?": "array",
    }


def test_an_object_of_any_names_has_one_kind_of_value():
    found = body({"type": "object", "additionalProperties": {"type": "integer"}})

    assert found["body.field.*"] == "integer"


def test_of_an_envelope_the_data_is_read():
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Envelope"}}}
    responses = {"201": {"content": content}, "429": {"content": content}}

    shape = shape_of(document(responses=responses))

    assert shape["it"]["answers"] == [201]
    assert list(shape["it"]["sends"]) == ["data", "data.price", "data.parts?"]
