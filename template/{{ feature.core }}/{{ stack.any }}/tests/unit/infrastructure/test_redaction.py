"""Secrets stay out of the log."""

import pytest

from app.infrastructure.redaction import REDACTED, redact

SECRETS = (
    "password",
    "db_passwd",
    "client_secret",
    "access_token",
    "Proxy-Authorization",
    "Set-Cookie",
    "X-Api-Key",
    "apikey",
)


@pytest.mark.checklist("security.log-redaction", proves="names")
@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_known_by_its_name(name: str):
    event = redact(None, "info", {"event": "login", name: "hunter2", "user": "ada"})

    assert event == {"event": "login", name: REDACTED, "user": "ada"}


@pytest.mark.checklist("security.log-redaction", proves="names")
def test_nested_values_are_looked_into():
    event = redact(None, "info", {"event": "call", "headers": [{"Authorization": "Bearer x"}]})

    assert event["headers"] == [{"Authorization": REDACTED}]


@pytest.mark.checklist("security.log-redaction", proves="connection-strings")
def test_credentials_in_a_connection_string_are_cut_out():
    said = "can't reach postgresql://app:hunter2@db.example:5432/app"

    event = redact(None, "error", {"event": said, "exception": [{"exc_value": said}]})

    assert "hunter2" not in str(event)
    assert "db.example" in str(event)


def test_all_else_stays():
    event = {"event": "request", "status": 200, "url": "https://example.com/a"}

    assert redact(None, "info", dict(event)) == event
