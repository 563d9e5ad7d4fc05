"""Names: which are refused and why, and the forms that are made of the others."""

import pytest

from extensions.catalogue.naming import (
    LONGEST,
    pascal,
    plural_of,
    refusal_of_field,
    refusal_of_resource,
    slug_of,
)


@pytest.mark.parametrize("name", ["company", "purchase_order", "a", "item2", "type", "x" * LONGEST])
def test_a_plain_name_suits_a_resource_and_a_field(name: str) -> None:
    assert refusal_of_resource(name) is None
    assert refusal_of_field(name) is None


@pytest.mark.parametrize(
    "name", ["", "Company", "2nd", "_a", "a_", "a__b", "a-b", "a b", "ä", "a.b", "../a", "a\n"]
)
def test_a_name_is_lower_case_letters_digits_and_single_underscores(name: str) -> None:
    assert "lower-case letters" in str(refusal_of_resource(name))
    assert "lower-case letters" in str(refusal_of_field(name))


@pytest.mark.parametrize("name", ["class", "async", "await", "lambda"])
def test_a_word_of_python_is_no_name(name: str) -> None:
    assert "reserved word of Python" in str(refusal_of_resource(name))
    assert "reserved word of Python" in str(refusal_of_field(name))


def test_a_name_that_is_too_long_is_refused() -> None:
    assert f"at most {LONGEST}" in str(refusal_of_resource("x" * (LONGEST + 1)))


@pytest.mark.parametrize("name", ["test", "tests", "domain", "health", "service", "uuid", "list"])
def test_a_resource_takes_no_name_that_the_service_has(name: str) -> None:
    assert refusal_of_resource(name) == "is reserved; choose another"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("id", "every resource has already"),
        ("created_at", "every resource has already"),
        ("select", "reserved word of SQL"),
        ("user", "reserved word of SQL"),
        ("str", "taken by Python's libraries"),
        ("metadata", "taken by Python's libraries"),
        ("model_dump", "taken by Python's libraries"),
        ("name_key", "the database uses such names"),
        ("new_name", "the database uses such names"),
        ("query", "taken by the classes of the resource"),
    ],
)
def test_a_field_takes_no_name_that_something_else_has(name: str, reason: str) -> None:
    assert reason in str(refusal_of_field(name))


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("company", "companies"),
        ("day", "days"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("bus", "buses"),
        ("purchase_order", "purchase_orders"),
    ],
)
def test_a_plural_goes_by_rule(name: str, plural: str) -> None:
    assert plural_of(name) == plural


def test_a_class_is_named_in_pascal_case() -> None:
    assert pascal("purchase_order2") == "PurchaseOrder2"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("My Service", "my-service"),
        ("  Crème -- brûlée!  ", "creme-brulee"),
        ("日本", "service"),
        ("'\"\\", "service"),
        ("A&B 2.0", "a-b-2-0"),
    ],
)
def test_a_slug_is_plain_lower_case_with_hyphens(title: str, slug: str) -> None:
    assert slug_of(title) == slug
