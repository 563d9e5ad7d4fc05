"""Resources from a file: the answer's own form, or a JSON Schema."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from backsmith.faults import CommandError
from backsmith.resources.files import read_file
from backsmith.resources.json_schema import read_schema
from backsmith.resources.reading import to_yaml
from backsmith.resources.spec import Spec
from extensions.catalogue import read_resources
from tests.support.presets import COMPANY, EVERY_TYPE, ORDER


def schema(key: str, content: Any, *, required: bool = True, **definitions: Any) -> Spec:
    """A resource with this property."""
    document = {
        "title": "Invoice",
        "type": "object",
        "properties": {key: content},
        "required": [key] if required else [],
        "$defs": definitions,
    }
    return read_schema(document, name="file")


@pytest.mark.parametrize(
    "content",
    [{"resources": [COMPANY, ORDER]}, [COMPANY, ORDER]],
    ids=["the answer", "a list"],
)
def test_the_form_of_the_answer_is_taken_as_it_stands(content: Any, tmp_path: Path) -> None:
    file = tmp_path / "resources.yml"
    file.write_text(yaml.safe_dump(content))

    assert read_file(file).resources == [COMPANY, ORDER]


def test_one_resource_may_stand_alone(tmp_path: Path) -> None:
    file = tmp_path / "company.json"
    file.write_text(json.dumps(COMPANY))

    assert read_file(file).resources == [COMPANY]


def test_what_is_printed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "resources.yml"
    file.write_text(to_yaml(Spec([COMPANY, EVERY_TYPE])))

    assert read_file(file).resources == [COMPANY, EVERY_TYPE]


@pytest.mark.parametrize("text", ["", "3", "[]", "[1]", "name: x", "resources: 3", "a: [", "\0"])
def test_what_has_no_resources_is_a_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "resources.yml"
    file.write_text(text)

    with pytest.raises(CommandError, match=r"resources\.yml (has no resources|can't be read)"):
        read_file(file)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        read_file(tmp_path / "none.yml")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "string", "minLength": 2, "maxLength": 9}, {"min_length": 2, "max_length": 9}),
        ({"type": "string", "format": "uuid"}, {"type": "uuid"}),
        ({"type": "string", "format": "date"}, {"type": "date"}),
        ({"type": "string", "format": "date-time"}, {"type": "datetime"}),
        ({"type": "string", "format": "email"}, {"type": "email"}),
        ({"type": "string", "format": "uri"}, {"type": "url"}),
        ({"type": "boolean", "default": False}, {"type": "boolean", "default": False}),
        ({"type": "integer", "minimum": 1, "maximum": 9}, {"minimum": 1, "maximum": 9}),
        ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 1}),
        ({"type": "integer", "exclusiveMaximum": 9}, {"type": "integer", "maximum": 8}),
        ({"type": "number", "multipleOf": 0.01}, {"type": "decimal", "scale": 2}),
        ({"type": "number", "multipleOf": 1}, {"type": "decimal", "scale": 0}),
        ({"enum": ["open", "paid"]}, {"type": "enum", "values": ["open", "paid"]}),
        ({"const": "open"}, {"type": "enum", "values": ["open"]}),
        ({"type": "object"}, {"type": "json"}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "json"}),
        ({"type": "string", "x-unique": True, "x-type": "text"}, {"type": "text", "unique": True}),
        ({"type": ["string", "null"]}, {"type": "string", "required": False}),
        (
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            {"type": "date", "required": False},
        ),
        ({"type": "integer", "nullable": True}, {"type": "integer", "required": False}),
        ({"$ref": "#/$defs/Status"}, {"type": "enum", "values": ["a"]}),
        ({"$ref": "#/$defs/Company"}, {"type": "reference", "to": "company"}),
        ({"allOf": [{"$ref": "#/$defs/Company"}]}, {"type": "reference", "to": "company"}),
        ({"$ref": "#"}, {"type": "reference", "to": "invoice"}),
    ],
)
def test_a_property_is_a_field(content: Any, field: Any) -> None:
    company = {"type": "object", "properties": {"name": {"type": "string"}}}

    spec = schema("it", content, Status={"enum": ["a"]}, Company=company)

    assert spec.faults == []
    assert {"name": "it", **field}.items() <= spec.resources[0]["fields"][0].items()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"$ref": "other.json#/X"}, "invoice.it refers to other.json#/X, which is not in this"),
        ({"$ref": "#/$defs/None"}, "invoice.it refers to #/$defs/None"),
        ({"type": ["string", "integer"]}, "invoice.it has the type string, integer"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "invoice.it has anyOf"),
        ({}, "invoice.it has no type"),
        (True, "invoice.it has no type"),
    ],
)
def test_a_property_that_stands_for_no_field_is_a_fault(content: Any, sentence: str) -> None:
    spec = schema("it", content)

    assert spec.faults[0].startswith(sentence)
    assert spec.resources[0]["fields"] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"type": "string", "pattern": "a+"}, "invoice.it has pattern, which is not taken."),
        ({"type": "string", "format": "ipv4"}, "invoice.it has the format ipv4"),
        ({"type": "number"}, "invoice.it is a number of any digits"),
        ({"type": "number", "multipleOf": 0.1, "exclusiveMinimum": 0}, "invoice.it has exclusive"),
        ({"type": "array"}, "invoice.it is kept as JSON"),
        (
            {"type": "array", "items": {"$ref": "#/$defs/Event"}},
            "invoice.it is left out: it is the other side of event",
        ),
    ],
)
def test_what_is_not_taken_is_told(content: Any, sentence: str) -> None:
    event = {"type": "object", "properties": {"kind": {"type": "string"}}}

    spec = schema("it", content, Event=event)

    assert spec.faults == []
    assert spec.notes[0].startswith(sentence)


def test_what_need_not_be_there_is_optional_unless_it_has_a_default() -> None:
    plain = schema("it", {"type": "string"}, required=False)
    with_default = schema("it", {"type": "string", "default": "a"}, required=False)

    assert plain.resources[0]["fields"][0]["required"] is False
    assert "required" not in with_default.resources[0]["fields"][0]


def test_names_are_written_as_the_service_writes_them() -> None:
    document = {
        "$defs": {
            "PurchaseOrder": {
                "properties": {"id": {}, "createdAt": {}, "paidAt": {"type": "integer"}},
            },
            "Human": {"x-name": "person", "x-plural": "people", "properties": {}},
        }
    }

    order, person = read_schema(document, name="file").resources

    assert (order["name"], order["fields"][0]["name"]) == ("purchase_order", "paid_at")
    assert (person["name"], person["plural"]) == ("person", "people")


def test_a_schema_without_objects_is_a_fault() -> None:
    assert "no object" in read_schema({"$schema": "x", "type": "string"}, name="file").faults[0]


def test_what_pydantic_writes_is_read_and_taken_by_the_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "payment.schema.json"
    file.write_text(json.dumps(_payment_schema()))

    spec = read_file(file)

    assert spec.faults == []
    assert [resource.name for resource in read_resources(spec.resources)] == ["payment"]


def _payment_schema() -> dict[str, Any]:
    from datetime import date
    from decimal import Decimal
    from enum import StrEnum

    from pydantic import BaseModel, Field

    class Status(StrEnum):
        OPEN = "open"
        PAID = "paid"

    class Payment(BaseModel):
        number: str = Field(max_length=20)
        amount: float = Field(ge=0, multiple_of=0.01)
        status: Status = Status.OPEN
        due: date | None = None
        fee: Decimal | None = Field(None, le=Decimal(9))

    return Payment.model_json_schema()
