"""What is told of a crash, and what is left out."""

from typing import Any

import pytest

from app.infrastructure.error_reporting.events import Described, allowed, scrubbed, tell

LOGGED = {"event": "crash", "level": "error", "request_id": "one"}
SECRETS = pytest.mark.checklist("operations.error-reporting", proves="secrets")


def told(message: str) -> dict[str, Any]:
    return {"exception": {"values": [{"type": "ValueError", "value": message}]}}


@SECRETS
@pytest.mark.parametrize(
    "text",
    [
        "postgresql://app:hunter2@host/name",
        "{'password': 'hunter2', 'email': 'a'}",
        '{"api_key": "hunter2"}',
        "token=hunter2",
        "Authorization: Bearer hunter2",
        "refused: bearer hunter2.hunter2",
        "https://example.com/path?code=hunter2",
        "Cookie: session=hunter2",
    ],
)
def test_what_a_message_says_of_secrets_is_left_out(text: str):
    assert "hunter2" not in scrubbed(text)


def test_what_is_no_secret_is_told_as_it_is():
    text = "column companies.nmae does not exist (line 3): tokenizer of the words"

    assert scrubbed(text) == text


@SECRETS
def test_of_the_headers_only_those_of_the_list_are_told():
    given = {"accept": "*/*", "user-agent": "a" * 999, "x-secret": "hunter2", "cookie": "hunter2"}

    assert allowed(given) == {"accept": "*/*", "user-agent": "a" * 200}


@SECRETS
def test_every_exception_of_a_chain_is_scrubbed():
    values = [{"type": "A", "value": "token=hunter2"}, {"type": "B", "value": None}]

    event = tell({"exception": {"values": values}}, LOGGED, None)

    assert "hunter2" not in str(event)


def test_a_crash_outside_of_a_request_has_no_route():
    event = tell(told("a cause"), {**LOGGED, "request_id": ""}, None)

    assert event["tags"] == {"request_id": "none"}
    assert "request" not in event


def test_a_crash_in_a_request_is_named_by_its_route():
    event = tell(told("a cause"), LOGGED, Described("GET", "/companies/{key}", {}))

    assert event["transaction"] == "GET /companies/{key}"
