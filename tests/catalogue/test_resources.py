"""Resources: what answers may say, and what is said to those that may not."""

import re
from typing import Any

import pytest

from extensions.catalogue import CatalogueError, read_resources
from tests.support.presets import COMPANY, EVERY_TYPE, ORDER

SENTENCE = re.compile(r"resources?\b[^\n]*[^\n.]\.")


def resource(**keys: Any) -> dict[str, Any]:
    return {"name": "company", "fields": [{"name": "title", "type": "string"}], **keys}


def field(**keys: Any) -> dict[str, Any]:
    return resource(fields=[{"name": "title", "type": "string", **keys}])


def faults_of(*answer: Any) -> list[str]:
    with pytest.raises(CatalogueError) as refusal:
        read_resources(list(answer))
    return refusal.value.faults


@pytest.mark.parametrize("answer", [None, "company", {"name": "company"}, ["company"], 5])
def test_what_is_no_list_of_resources_is_refused(answer: object) -> None:
    with pytest.raises(CatalogueError, match="should be a list of resources"):
        read_resources(answer)


def test_a_service_without_a_resource_is_refused() -> None:
    assert faults_of() == ["resources: should list at least one, as a company with a name."]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({}, "name is missing"),
        (resource(name="Company"), "resource Company must be lower-case"),
        (resource(name="class"), "resource class is a reserved word of Python"),
        (resource(name="test"), "resource test is reserved"),
        (resource(name=5), "name should be a text"),
        (resource(name="sheep", plural="sheep"), "needs a plural of its own"),
        (resource(plural="The Firms"), "has the plural The Firms, which must be lower-case"),
        (resource(feilds=[]), "there is no such key as feilds"),
        (resource(fields=[]), "fields should have at least one item"),
        (resource(fields=None), "fields should be a list"),
        (resource(fields=["title"]), "field number 1 should be a mapping"),
        (resource(fields=[{"type": "date"}]), "field number 1: name is missing"),
    ],
)
def test_a_fault_of_a_resource_is_one_clear_sentence(answer: Any, sentence: str) -> None:
    faults = faults_of(answer)

    assert sentence in faults[0]
    assert all(SENTENCE.fullmatch(fault) for fault in faults)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"name": "id"}, "field id is a field that every resource has already"),
        ({"name": "select"}, "field select is a reserved word of SQL"),
        ({"type": "strnig"}, "type should be 'string', 'text', 'integer'"),
        ({"lenght": 3}, "there is no such key as lenght"),
        ({"max_length": "5"}, "max_length should be a valid integer"),
        ({"max_length": 0}, "max_length should be greater than or equal to 1"),
        ({"unique": "yes"}, "unique should be a valid boolean"),
        ({"min_length": 5, "max_length": 2}, "has a min_length above its max_length"),
        ({"minimum": 1}, "has minimum, which goes with integer and decimal alone"),
        ({"precision": 3}, "has precision, which goes with decimal alone"),
        ({"values": ["a"]}, "has values, which goes with enum alone"),
        ({"type": "date", "max_length": 3}, "has max_length, which goes with string and text"),
        ({"type": "enum"}, "is an enum: list its values"),
        ({"type": "enum", "values": []}, "values should have at least one item"),
        ({"type": "enum", "values": ["a", "a"]}, "a value that is empty or given twice"),
        ({"type": "enum", "values": [""]}, "a value that is empty or given twice"),
        ({"type": "enum", "values": ["x" * 51]}, "a value of over 50 characters"),
        ({"type": "enum", "values": [" a"]}, "a value with blanks around it"),
        ({"type": "enum", "values": ["{x}"]}, "or one of % : \\ { } in it"),
        ({"type": "enum", "values": ["a\nb"]}, "a value with blanks around it"),
        ({"type": "integer", "min": 5, "max": 1}, "has a minimum above its maximum"),
        ({"type": "integer", "min": 1.5}, "not of its type, integer"),
        ({"type": "integer", "max": 2**63}, "not of its type, integer"),
        ({"type": "integer", "min": True}, "min should be a number"),
        ({"type": "decimal", "min": "a"}, "not of its type, decimal"),
        ({"type": "decimal", "min": float("nan")}, "not of its type, decimal"),
        ({"type": "decimal", "precision": 2, "scale": 2}, "needs a precision above its scale"),
        ({"type": "decimal", "precision": 16}, "precision should be less than or equal to 15"),
        ({"type": "text", "unique": True}, "can't be unique, being of type text"),
        ({"type": "json", "sortable": True}, "can't be sortable, being of type json"),
        ({"type": "date", "searchable": True}, "can't be searchable"),
        ({"unique": True, "max_length": 256}, "give it a max_length of 255 or less"),
        ({"default": 5}, "a default that is not of its type, string"),
        ({"default": "x", "unique": True}, "can't have a default, being unique"),
        ({"default": "long", "max_length": 3}, "a default that its lengths do not allow"),
        ({"default": " x"}, "a default that is not one line without blanks around it"),
        ({"default": "x" * 51}, "of at most 50 characters"),
        ({"type": "enum", "values": ["a"], "default": "b"}, "default that is not among its values"),
        ({"type": "uuid", "default": "x"}, "can't have a default, being of type uuid"),
        ({"type": "integer", "default": True}, "a default that is not of its type, integer"),
        ({"type": "integer", "default": 1.5}, "a default that is not of its type, integer"),
        ({"type": "integer", "default": 5, "max": 3}, "a default outside of its range"),
        ({"type": "boolean", "default": "yes"}, "a default that is not of its type, boolean"),
    ],
    ids=str,
)
def test_a_fault_of_a_field_is_one_clear_sentence(keys: dict[str, Any], sentence: str) -> None:
    faults = faults_of(field(**keys))

    assert len(faults) == 1
    assert sentence in faults[0]
    assert faults[0].startswith(f"resource company, field {keys.get('name', 'title')}")
    assert SENTENCE.fullmatch(faults[0])


def test_all_faults_are_told_at_once() -> None:
    first = resource(fields=[{"name": "id", "type": "date"}, {"name": "a", "type": "strnig"}])
    second = resource(name="order", colour="red")

    faults = faults_of(first, second)

    assert [fault.split()[1].strip(":,") for fault in faults] == ["company", "company", "order"]


def test_two_fields_of_one_name_are_refused() -> None:
    twice = [{"name": "a", "type": "date"}, {"name": "a", "type": "text"}]

    assert faults_of(resource(fields=twice)) == ["resource company has two fields named a."]


def test_two_resources_of_one_name_or_one_plural_are_refused() -> None:
    assert "two of them have the name company" in faults_of(resource(), resource())[0]
    assert faults_of(resource(plural="things"), resource(name="order", plural="things")) == [
        "resources: two of them have the plural things."
    ]


def test_resources_come_sorted_by_name_with_their_plurals() -> None:
    found = read_resources([ORDER, EVERY_TYPE, COMPANY])

    assert [(r.name, r.plural, r.class_name) for r in found] == [
        ("company", "companies", "Company"),
        ("purchase_order", "purchase_orders", "PurchaseOrder"),
        ("sample", "samples", "Sample"),
    ]
