"""Mails over SMTP, to a server of the tests: by TLS that is verified, and with no header more."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from app.config.mail import sender_of, smtp_of
from app.infrastructure.mail.port import Message, Undeliverable
from app.infrastructure.mail.smtp import SmtpServer
from tests.certificates import Authority
from tests.smtp_sink import Sink, smtp_sink, text_of

SENDER = "Ännchen <service@example.com>"
HERE = "127.0.0.1"
delivered = pytest.mark.checklist("security.account-recovery", proves="delivered")


def server(url: str) -> SmtpServer:
    found = smtp_of(SecretStr(url))
    assert found is not None
    return SmtpServer(found, sender_of(SENDER))


def message(**values: str) -> Message:
    return Message(**{"to": "ann@example.com", "subject": "Hello", "text": "Words.\n", **values})


def test_a_message_arrives_as_it_was_written():
    text = "Grüße 🙂\n.\n..a line with a dot\n" + "x" * 2000 + "\n"

    with smtp_sink() as sink:
        server(sink.url).deliver(message(subject="Grüße", text=text))

    (mail,) = sink.mails
    assert text_of(mail) == text
    assert (mail["To"], mail["From"], mail["Subject"]) == ("ann@example.com", SENDER, "Grüße")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.com>")
    assert mail["Date"]
    assert sink.secured == [False]


@pytest.mark.parametrize(
    "values",
    [
        {"to": "ann@example.com\nBcc: bob@example.com"},
        {"to": "ann@example.com\r\nBcc: bob@example.com"},
        {"to": "ann@example.com, bob@example.com"},
        {"to": "ann@example.com> NOTIFY=NEVER"},
        {"to": ""},
        {"subject": "Hello\nBcc: bob@example.com"},
        {"subject": "Hello\r\n\r\nAnother body"},
    ],
)
def test_no_value_adds_a_header_or_a_recipient(values: dict[str, str]):
    with smtp_sink() as sink, pytest.raises(Undeliverable):
        server(sink.url).deliver(message(**values))

    assert sink.mails == []


def test_a_text_adds_no_command():
    with smtp_sink() as sink:
        server(sink.url).deliver(message(text="One.\r\n.\r\nRCPT TO:<bob@example.com>\r\n"))

    assert [mail["To"] for mail in sink.mails] == ["ann@example.com"]
    assert [c for c in sink.commands if "bob" in c] == []


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "own")


def _secured(sink: Sink, authority: Authority) -> str:
    return f"smtp://ann:pass%2Fword@{HERE}:{sink.port}?ca={authority.file}"


@delivered
def test_a_login_goes_by_tls(authority: Authority):
    with smtp_sink(tls=authority.server_at(HERE)) as sink:
        server(_secured(sink, authority)).deliver(message())

    assert sink.secured == [True]
    assert sink.logins == ["\0ann\0pass/word"]


@delivered
def test_no_login_goes_to_a_server_without_tls(authority: Authority):
    with smtp_sink() as sink, pytest.raises(Undeliverable, match="no TLS"):
        server(_secured(sink, authority)).deliver(message())

    assert (sink.logins, sink.mails) == ([], [])


@delivered
def test_no_login_goes_to_a_stranger(authority: Authority, tmp_path: Path):
    stranger = Authority(tmp_path, "stranger")

    with smtp_sink(tls=stranger.server_at(HERE)) as sink, pytest.raises(OSError, match="verify"):
        server(_secured(sink, authority)).deliver(message())

    assert (sink.logins, sink.mails) == ([], [])


def test_a_certificate_of_another_host_is_no_good(authority: Authority):
    other = authority.server_at("127.0.0.9")

    with smtp_sink(tls=other) as sink, pytest.raises(OSError, match="verify"):
        server(_secured(sink, authority)).deliver(message())

    assert sink.mails == []


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_is_the_last_word(verb: str):
    with (
        smtp_sink(answer=lambda c: f"550 no {c}" if c.startswith(verb) else "") as sink,
        pytest.raises(Undeliverable) as caught,
    ):
        server(sink.url).deliver(message())

    assert str(caught.value) == "the server answers 550"


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_is_busy_may_be_asked_again(verb: str):
    with (
        smtp_sink(answer=lambda c: "450 later" if c.startswith(verb) else "") as sink,
        pytest.raises(OSError, match=r"450|later") as caught,
    ):
        server(sink.url).deliver(message())

    assert not isinstance(caught.value, Undeliverable)
