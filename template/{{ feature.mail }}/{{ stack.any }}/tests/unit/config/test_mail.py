"""Who takes the mails: what MAIL_URL and MAIL_FROM may be, and what production refuses."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from app.config import Settings
from app.config.loading import explain
from app.config.mail import Smtp, smtp_of

SAFE: dict[str, Any] = {
    "environment": "production",
    "secret_key": "0123456789abcdef0123456789abcdef",
    "mail_url": "smtps://service:hunter2@mail.example.com",
    "mail_from": "Service <service@example.com>",
}


def faults(**changed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **SAFE | changed)
    return explain(caught.value)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", Smtp("mail.example.com", 587, "", "", "starttls", "")),
        ("smtps://a%40b:c%2Fd@host:99", Smtp("host", 99, "a@b", "c/d", "implicit", "")),
        ("smtp://127.0.0.1:25?tls=none", Smtp("127.0.0.1", 25, "", "", "none", "")),
        ("smtp://[::1]?ca=/ca.pem", Smtp("::1", 587, "", "", "starttls", "/ca.pem")),
        ("console:", None),
    ],
)
def test_a_server_is_named_by_a_url(url: str, server: Smtp | None):
    assert smtp_of(SecretStr(url)) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.com",
        "http://mail.example.com",
        "smtp://",
        "smtp://mail/path",
        "smtp://mail:port",
        "smtp://mail?tls=maybe",
        "smtp://mail?verify=no",
        "smtps://mail?tls=none",
        "smtp://service:hunter2@host?tls=none",
        "smtp://mail?tls=none&ca=/ca.pem",
    ],
)
def test_any_other_is_refused_in_one_line(url: str):
    (found,) = faults(mail_url=url)

    assert found.startswith("MAIL_URL: ")
    assert "hunter2" not in found


@pytest.mark.parametrize("sender", ["", "service", "service@", "a@example.com\nBcc: b@example.com"])
def test_a_sender_that_is_none_is_refused_in_one_line(sender: str):
    (found,) = faults(mail_from=sender)

    assert found.startswith("MAIL_FROM: ")


@pytest.mark.checklist("security.account-recovery", proves="delivered")
@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("mail_url", "console:", "MAIL_URL: only prints mails. Set it to smtp://"),
        ("mail_from", "service@localhost", "MAIL_FROM: this is the example."),
    ],
)
def test_production_does_not_start_where_mails_reach_nobody(name: str, value: str, told: str):
    (found,) = faults(**{name: value})

    assert found.startswith(told)


def test_all_that_production_refuses_is_told_at_once():
    found = faults(mail_url="console:", mail_from="service@localhost", debug=True)

    assert [line.partition(":")[0] for line in found] == ["DEBUG", "MAIL_URL", "MAIL_FROM"]


def test_what_is_printed_tells_no_password():
    settings = Settings(_env_file=None, **SAFE)

    assert "hunter2" not in f"{settings} {settings!r} {settings.model_dump_json()}"
