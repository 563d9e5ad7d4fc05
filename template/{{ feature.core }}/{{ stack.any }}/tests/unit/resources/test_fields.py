"""The types of fields: what they take, and what they refuse."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app.resources.fields import (
    Day,
    Document,
    Flag,
    Identifier,
    Moment,
    email,
    line,
    text,
    url,
)
from app.resources.numbers import Exact, Whole

PRICE = Annotated[Decimal, Exact(precision=5, scale=2, minimum="-1")]
TAKEN = [
    (Annotated[str, line(max_length=5)], "  ab ", "ab"),
    (Annotated[str, line(min_length=0, max_length=5)], " ", ""),
    (Annotated[str, text(max_length=5)], " a\n ", " a\n "),
    (Annotated[str, url()], "https://example.com:8443/a?b=c#d", "https://example.com:8443/a?b=c#d"),
    (Annotated[str, url()], "http://bücher.example", "http://bücher.example"),
    (Annotated[str, url()], "http://localhost", "http://localhost"),
    (Annotated[str, email()], "a.b+c@mail.example.com", "a.b+c@mail.example.com"),
    (Annotated[int, Whole()], 2**63 - 1, 2**63 - 1),
    (Annotated[int, Whole()], 2.0, 2),
    (PRICE, "1.5", Decimal("1.50")),
    (PRICE, 0.57, Decimal("0.57")),
    (PRICE, 3, Decimal("3.00")),
    (PRICE, 57 * 0.01, Decimal("0.57")),
    (Moment, "2026-01-31T12:00:00+02:00", datetime(2026, 1, 31, 10, tzinfo=UTC)),
    (Document, {"a": [1, None]}, {"a": [1, None]}),
]
REFUSED = [
    (Annotated[str, line(max_length=5)], ["", " ", "\x00", "a\x00b", "x" * 6, 1, "\x1c"]),
    (Annotated[str, text(max_length=5)], ["\x00", "x" * 6, 1]),
    (
        Annotated[str, url()],
        [
            "example.com",
            "ftp://example.com",
            "javascript:alert(1)",
            "http://",
            "http:///a",
            "http://a b",
            "http://user:password@example.com",
            "https://example.com:99999",
            "http://exa\x00mple.com",
            "http://-",
        ],
    ),
    (Annotated[str, email()], ["a", "a@b", "@example.com", "a@example..com", "a b@example.com"]),
    (Annotated[int, Whole(minimum=0)], [-1, 2**63, 1.5, "1", True]),
    (PRICE, ["1.555", 1.555, "1e2", "+1", "x", "1000", -1.01, True, float("nan"), "NaN", " 1"]),
    (Flag, [1, "true", None]),
    (Day, [1, "2026-02-30", "x"]),
    (Moment, [1, "2026-01-31T12:00:00", "0001-01-01T00:00:00+14:00", "x"]),
    (Identifier, [1, "x"]),
    (Document, [1, "x", None]),
]


@pytest.mark.checklist("business-logic.validations", proves="fields")
@pytest.mark.parametrize(("kind", "given", "found"), TAKEN, ids=str)
def test_what_is_right_is_taken(kind: Any, given: object, found: object):
    assert TypeAdapter(kind).validate_python(given) == found


@pytest.mark.checklist("business-logic.validations", proves="fields")
@pytest.mark.parametrize(
    ("kind", "given"), [(kind, value) for kind, values in REFUSED for value in values], ids=repr
)
def test_what_is_wrong_is_refused(kind: Any, given: object):
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(given)


@pytest.mark.checklist("security.xss", proves="links")
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example"]
)
def test_a_link_that_is_no_web_address_is_refused(link: str):
    with pytest.raises(ValidationError):
        TypeAdapter(Annotated[str, url()]).validate_python(link)


def test_a_decimal_is_documented_as_it_is_taken_and_sent():
    taken = TypeAdapter(PRICE).json_schema(mode="validation")
    sent = TypeAdapter(PRICE).json_schema(mode="serialization")

    assert {option["type"] for option in taken["anyOf"]} == {"number", "string"}
    assert sent["type"] == "string"
