"""What breaks a client and what does not: each rule from both sides."""

from typing import Any

import pytest

from tools.api.compatibility import additions, breaks
from tools.api.shape import Shape

pytestmark = pytest.mark.checklist("api.versioning", proves="rules")

BEFORE: dict[str, Any] = {
    "call": "POST /api/v1/orders",
    "accepts": ["application/json", "application/merge-patch+json"],
    "takes": {
        "query.page?": "integer 1..100",
        "body": "object",
        "body.name": "string 1..200",
        "body.note?": "string ..80 | null",
        "body.status": ["string =open", "string =paid"],
        "body.price": ["number 0..", "string"],
    },
    "answers": [200, 201],
    "sends": {
        "data": "object",
        "data.name": "string",
        "data.note?": "string | null",
        "data.status": ["string =open", "string =paid"],
        "data.price": "number 0..10",
    },
}


def broken(part: str, **changed: Any) -> list[str]:
    """What is said of these fields of a part changed; of None, gone."""
    fields = {**BEFORE[part], **changed.pop("fields", {})}
    after = {name: kinds for name, kinds in fields.items() if kinds is not None}
    return breaks({"it": BEFORE}, {"it": {**BEFORE, part: after}})


def test_nothing_is_broken_where_nothing_is_changed():
    assert breaks({"it": BEFORE}, {"it": BEFORE}) == []


def test_an_operation_that_is_gone_breaks():
    assert breaks({"it": BEFORE}, {}) == ["it is gone (POST /api/v1/orders)."]


def test_an_operation_that_has_moved_breaks():
    moved = {**BEFORE, "call": "PUT /api/v1/orders"}

    said = breaks({"it": BEFORE}, {"it": moved})

    assert said == ["it: was POST /api/v1/orders, is PUT /api/v1/orders."]


def test_a_new_operation_breaks_nothing():
    newer = {**BEFORE, "call": "POST /api/v2/orders"}

    assert breaks({"it": BEFORE}, {"it": BEFORE, "it_v2": newer}) == []


def test_a_new_version_takes_no_promise_back():
    newer = {**BEFORE, "call": "POST /api/v2/orders"}

    assert breaks({"it": BEFORE}, {"it_v2": newer}) == ["it is gone (POST /api/v1/orders)."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"query.page?": None}, "query.page is no longer taken"),
        ({"body.note?": None}, "body.note is no longer taken"),
        ({"body.note?": None, "body.note": "string ..80 | null"}, "body.note has become required"),
        ({"query.filter": "string"}, "query.filter is new and required"),
        ({"body.size": "integer"}, "body.size is new and required"),
        ({"body.name": "integer"}, "body.name no longer takes string 1..200, but integer"),
        ({"body.name": "string 1..100"}, "body.name no longer takes string 1..200, but"),
        ({"body.name": "string 2..200"}, "body.name no longer takes string 1..200, but"),
        ({"body.name": "string uuid"}, "body.name no longer takes string 1..200, but"),
        ({"body.note?": "string ..80"}, "body.note no longer takes null, but string ..80"),
        ({"body.status": "string =open"}, "body.status no longer takes string =paid, but"),
        ({"body.price": "string"}, "body.price no longer takes number 0.., but string"),
        ({"query.page?": "integer 1..50"}, "query.page no longer takes integer 1..100, but"),
    ],
)
def test_a_request_that_may_be_less_breaks(fields: dict[str, Any], said: str):
    found = broken("takes", fields=fields)

    assert len(found) == 1
    assert found[0].startswith(f"it: {said}")


@pytest.mark.parametrize(
    "fields",
    [
        {"query.filter?": "string"},
        {"body.size?": "integer"},
        {"body.size?": "object", "body.size.width": "integer"},
        {"body.name": None, "body.name?": "string 1..200"},
        {"body.name": "string 1..200 | null"},
        {"body.name": "string ..300"},
        {"body.name": "any"},
        {"query.page?": "number"},
        {"query.page?": ["integer 0..1000", "string"]},
        {"body.status": ["string =open", "string =paid", "string =late"]},
        {"body.status": "string ..20"},
    ],
)
def test_a_request_that_may_be_more_breaks_nothing(fields: dict[str, Any]):
    assert broken("takes", fields=fields) == []


def test_a_media_type_that_is_no_longer_taken_breaks():
    after = {**BEFORE, "accepts": ["application/json"]}

    said = breaks({"it": BEFORE}, {"it": after})

    assert said == ["it: a body of type application/merge-patch+json is no longer taken."]


def test_another_media_type_breaks_nothing():
    after = {**BEFORE, "accepts": [*BEFORE["accepts"], "text/csv"]}

    assert breaks({"it": BEFORE}, {"it": after}) == []


def test_a_success_that_is_gone_breaks():
    after = {**BEFORE, "answers": [201]}

    assert breaks({"it": BEFORE}, {"it": after}) == ["it: 200 is no longer answered."]


def test_another_success_breaks_nothing():
    after = {**BEFORE, "answers": [200, 201, 202]}

    assert breaks({"it": BEFORE}, {"it": after}) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"data.name": None}, "data.name is no longer sent"),
        ({"data.name": None, "data.name?": "string"}, "data.name may be missing now"),
        ({"data.name": "integer"}, "data.name may be integer now"),
        ({"data.name": "string | null"}, "data.name may be null now"),
        (
            {"data.status": ["string =open", "string =paid", "string =late"]},
            "data.status may be string =late now",
        ),
        ({"data.status": "string"}, "data.status may be string now"),
        ({"data.price": "number 0..11"}, "data.price may be number 0..11 now"),
    ],
)
def test_an_answer_that_may_be_more_breaks(fields: dict[str, Any], said: str):
    found = broken("sends", fields=fields)

    assert len(found) == 1
    assert found[0].startswith(f"it: {said}")


@pytest.mark.parametrize(
    "fields",
    [
        {"data.size": "integer"},
        {"data.size?": "integer | null"},
        {"data.name": "string uuid"},
        {"data.note?": None, "data.note": "string"},
        {"data.status": "string =open"},
        {"data.price": "integer 1..10"},
    ],
)
def test_an_answer_that_may_be_less_breaks_nothing(fields: dict[str, Any]):
    assert broken("sends", fields=fields) == []


def test_every_break_is_told():
    after = {**BEFORE, "answers": [200], "takes": {}}

    assert len(breaks({"it": BEFORE}, {"it": after})) == 1 + len(BEFORE["takes"])


def test_what_is_new_is_told_apart():
    promised: Shape = {"it": BEFORE}
    more = {**BEFORE["sends"], "data.size": "integer"}

    found = additions(promised, {"it": {**BEFORE, "sends": more}, "that": BEFORE})

    assert found == ["that", "it: data.size"]
    assert additions(promised, promised) == []
