"""Resources from a command line."""

import pytest

from backsmith.resources.inline import read_inline
from tests.support.presets import Answers


def fields(*texts: str) -> list[Answers]:
    spec = read_inline("invoice", texts)
    assert spec.faults == []
    return spec.resources[0]["fields"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("number:string", {"type": "string"}),
        (
            "number:string:unique:max_length=20:searchable",
            {"type": "string", "unique": True, "max_length": 20, "searchable": True},
        ),
        ("number:string:20:sortable", {"type": "string", "max_length": 20, "sortable": True}),
        ("number:text:optional", {"type": "text", "required": False}),
        ("number:url:required=false:unique=true", {"required": False, "unique": True}),
        ("number:decimal:precision=12:scale=2:min=0", {"precision": 12, "scale": 2, "min": 0}),
        ("number:decimal:12,2:max=0.5", {"precision": 12, "scale": 2, "max": "0.5"}),
        ("number:integer:minimum=-5:default=3", {"minimum": -5, "default": 3}),
        ("number:enum:values=open|paid:default=open", {"values": ["open", "paid"]}),
        ("number:enum:values=open,paid", {"values": ["open", "paid"]}),
        (r"number:enum:values=a\,b,c", {"values": ["a,b", "c"]}),
        ("number:boolean:default=true", {"default": True}),
        (r"number:string:default=10\:30", {"default": "10:30"}),
        ("number:belongs_to", {"type": "reference", "to": "number"}),
        ("number:reference", {"type": "reference", "to": "number"}),
        (
            "number:belongs_to=user:optional:on_delete=set_null",
            {"type": "reference", "to": "user", "required": False, "on_delete": "set_null"},
        ),
        ("number:reference:to=user", {"type": "reference", "to": "user"}),
    ],
)
def test_a_field_is_a_name_a_type_and_modifiers(text: str, field: Answers) -> None:
    (found,) = fields(text)

    assert {"name": "number", **field}.items() <= found.items()


def test_a_plural_is_said_beside_the_fields() -> None:
    spec = read_inline("person", ["name:string"], plural="people")

    assert spec.resources == [
        {"name": "person", "plural": "people", "fields": [{"name": "name", "type": "string"}]}
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("number", "field number: say its type, as in number:string."),
        ("number:", "field number: say its type, as in number:string."),
        (":string:20:", "field :"),
        ("number:string:uniqe", "field number: uniqe is no modifier."),
        ("number:string::unique", "field number: there is nothing between two colons"),
        ("number:string:unique:unique", "field number: unique is said twice."),
        ("number:string(20)", "field number: write string:20 for string(20)."),
        ("number:decimal(12, 2)", "field number: write decimal:12,2 for decimal(12, 2)."),
        ("number:url?", "field number: write url:optional for url?."),
        ("number:integer:20", "field number: 20 is no modifier."),
        ("number:string:12,2", "field number: 12,2 is no modifier."),
        ("number:belongs_to=user:to=company", "field number: to is said twice."),
    ],
)
def test_what_is_no_field_is_a_sentence(text: str, sentence: str) -> None:
    spec = read_inline("invoice", [text])

    assert spec.faults[0].startswith(sentence)


def test_every_fault_is_told_at_once() -> None:
    spec = read_inline("invoice", ["number", "amount:decimal:uniqe", "status:enum(a,b)"])

    assert len(spec.faults) == 3


def test_a_resource_without_fields_is_a_fault() -> None:
    assert "has no fields" in read_inline("invoice", []).faults[0]
