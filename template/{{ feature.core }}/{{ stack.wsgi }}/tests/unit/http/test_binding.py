"""A handler's signature says what a request must hold; every fault is told at once."""

from collections.abc import Mapping
from io import BytesIO
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import BaseModel, Field

from app.http.binding import IfMatch, RequestHeader, plan_of
from app.http.errors import MalformedRequest, ValidationFailed
from app.resources.payloads import Payload

KEY = "01890a5d-ac96-774b-bcce-b302099a8057"


class Question(BaseModel):
    page: int = Field(1, ge=1)
    search: str = ""


class Thing(Payload):
    name: str
    size: int = 0


def change(
    key: UUID,
    query: Question,
    body: Thing,
    if_match: IfMatch = None,
    tenant: Annotated[str | None, RequestHeader("X-Tenant-ID")] = None,
) -> None:
    """As a controller's handler looks."""


PLAN = plan_of(change)


def environ(body: bytes = b'{"name": "a"}', query: str = "", **more: Any) -> dict[str, Any]:
    return {"wsgi.input": BytesIO(body), "QUERY_STRING": query, **more}


def faults(environ: Mapping[str, Any], key: str = KEY) -> list[str]:
    with pytest.raises(ValidationFailed) as told:
        PLAN.arguments(dict(environ), {"key": key})
    return [fault["field"] for fault in told.value.details]


def test_each_argument_comes_from_where_the_signature_says():
    asked = environ(b'{"name": "a"}', "page=2", HTTP_IF_MATCH='"1"', HTTP_X_TENANT_ID="t")

    found = PLAN.arguments(asked, {"key": KEY})

    assert found == {
        "key": UUID(KEY),
        "query": Question(page=2),
        "body": Thing(name="a"),
        "if_match": '"1"',
        "tenant": "t",
    }


def test_a_header_that_is_not_sent_is_none():
    found = PLAN.arguments(environ(), {"key": KEY})

    assert found["if_match"] is None
    assert found["tenant"] is None


def test_every_fault_is_told_at_once():
    asked = environ(b'{"size": "x", "other": 1}', "page=0")

    told = faults(asked, key="no-uuid")

    assert sorted(told) == ["body.name", "body.other", "body.size", "path.key", "query.page"]


def test_a_body_of_no_json_is_told_before_all_else():
    with pytest.raises(MalformedRequest):
        PLAN.arguments(environ(b"{", "page=0"), {"key": "no-uuid"})


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"1"])
def test_a_body_of_another_kind_is_a_fault_of_the_body(body: bytes):
    assert faults(environ(body)) == ["body"]


def test_a_query_is_read_as_a_form_is():
    found = PLAN.arguments(environ(query="search=a%2Bb+c&page=1&page=3"), {"key": KEY})

    assert found["query"] == Question(page=3, search="a+b c")


def test_a_body_is_read_only_where_it_is_wanted():
    def read(key: UUID) -> None: ...

    unread = BytesIO(b"{")

    found = plan_of(read).arguments({"wsgi.input": unread}, {"key": KEY})

    assert found == {"key": UUID(KEY)}
    assert unread.tell() == 0
