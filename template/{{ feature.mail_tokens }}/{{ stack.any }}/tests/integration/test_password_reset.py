"""A forgotten password: by a token that is mailed, holds for a short time, and is good once."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from threading import Event
from time import sleep

import httpx2
import pytest
from httpx2 import Client

from tests.contract.answers import error_of
from tests.contract.parallel import at_once, statuses
from tests.mail_tokens import (
    RESET,
    ask_for_reset,
    few_mails,
    may_log_in,
    reset_token,
    set_password,
    token_to,
    told,
)
from tests.people import ME, PASSWORD, Person, logged_in, register
from tests.processes import running, wait_until
from tests.samples import token
from tests.serving import serving
from tests.smtp_sink import Answer, Sink, smtp_sink, text_of
from tests.sql import execute, fetch
from tests.urls import kind_of

NEW = "four other words in a row"
FRONTEND = "https://www.example.com/app"
_PAUSE = 0.3
"""Seconds that a slow server takes for a mail."""
reset = pytest.mark.checklist("security.account-recovery", proves="token")


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def url(database_url: str, sink: Sink) -> Iterator[str]:
    settings = {"mail_url": sink.url, "frontend_url": FRONTEND}
    with serving({"database_url": database_url, **settings}) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[Client]:
    with Client(base_url=url, timeout=15) as client:
        yield client


@pytest.fixture
def person(client: Client) -> Person:
    return register(client)


def assert_useless(client: Client, given: str) -> None:
    error_of(set_password(client, given, NEW), 422, "INVALID_TOKEN")


@reset
def test_a_mailed_token_sets_a_password(client: Client, sink: Sink, person: Person) -> None:
    response = set_password(client, reset_token(client, sink, person), NEW)

    assert response.status_code == 204, response.text
    assert may_log_in(str(client.base_url), person.email, NEW)
    assert not may_log_in(str(client.base_url), person.email, person.password)


@reset
def test_every_login_ends(client: Client, sink: Sink, person: Person) -> None:
    with logged_in(client, person) as one, logged_in(client, person) as other:
        set_password(client, reset_token(client, sink, person), NEW)

        assert [each.get(ME).status_code for each in (one, other)] == [401, 401]


@reset
def test_a_token_is_good_once(client: Client, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)
    set_password(client, given, NEW)

    assert_useless(client, given)


@reset
def test_of_20_at_once_one_succeeds(client: Client, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)

    responses = at_once(20, lambda number: set_password(client, given, f"{NEW} {number}"))

    assert statuses(responses) == {204: 1, 422: 19}


@reset
def test_a_newer_one_takes_its_place(client: Client, sink: Sink, person: Person) -> None:
    old = reset_token(client, sink, person)
    new = reset_token(client, sink, person)

    assert_useless(client, old)
    assert set_password(client, new, NEW).status_code == 204


@reset
def test_another_password_ends_it(client: Client, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)
    with logged_in(client, person) as own:
        body = {"current_password": person.password, "new_password": NEW}
        assert own.post(PASSWORD, json=body).status_code == 204

    assert_useless(client, given)


@reset
def test_another_address_ends_it(client: Client, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)
    with logged_in(client, person) as own:
        own.patch(ME, json={"email": f"{token()}@example.com"}).raise_for_status()

    assert_useless(client, given)


@reset
def test_it_expires(client: Client, database_url: str, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)
    key = sha256(given.encode()).hexdigest()
    (found,) = fetch(
        database_url,
        f"SELECT created_at, expires_at FROM identity_mail_tokens WHERE secret_hash = '{key}'",
    )
    if kind_of(database_url) != "sqlite":
        assert found[1] - found[0] == timedelta(minutes=30)

    execute(
        database_url,
        f"UPDATE identity_mail_tokens SET expires_at = created_at WHERE secret_hash = '{key}'",
    )

    assert_useless(client, given)


@reset
def test_it_is_for_nothing_else(client: Client, sink: Sink, person: Person) -> None:
    given = reset_token(client, sink, person)

    for path in ("email-verification", "registration"):
        body = {"token": given, **({"password": NEW} if path == "registration" else {})}
        response = client.post(f"/api/v1/auth/{path}/confirm", json=body)
        error_of(response, 422, "INVALID_TOKEN")
    assert set_password(client, given, NEW).status_code == 204


def test_the_mail_holds_a_link_that_no_header_changes(
    client: Client, sink: Sink, person: Person
) -> None:
    client.post(
        RESET, json={"email": person.email}, headers={"Host": "evil.example", "Origin": "x"}
    )

    (mail,) = sink.to(person.email)
    assert re.search(rf"^{FRONTEND}/reset-password#token=[\w-]{{43}}$", text_of(mail), re.M)
    assert "evil" not in mail.as_string()
    assert "30 minutes" in text_of(mail)


def test_nobody_unknown_or_closed_is_written_to(
    client: Client, sink: Sink, person: Person, database_url: str
) -> None:
    unknown, closed = f"{token()}@example.com", register(client)
    false = "false" if kind_of(database_url) == "postgresql" else "0"
    execute(database_url, f"UPDATE users SET is_active = {false} WHERE email = '{closed.email}'")

    for address in (unknown, closed.email, person.email):
        ask_for_reset(client, address)

    sink.to(person.email)  # the last one
    assert {unknown, closed.email}.isdisjoint({mail["To"] for mail in sink.mails})


def test_who_has_a_new_password_is_told(client: Client, sink: Sink, person: Person) -> None:
    set_password(client, reset_token(client, sink, person), NEW)

    assert "has changed" in sink.to(person.email, 2)[-1]["Subject"]


@pytest.mark.checklist("security.passwords", proves="stored")
def test_no_token_is_kept_as_it_is(
    client: Client, sink: Sink, person: Person, database_url: str
) -> None:
    given = reset_token(client, sink, person)

    kept = str(fetch(database_url, "SELECT * FROM identity_mail_tokens"))

    assert sha256(given.encode()).hexdigest() in kept
    assert given not in kept
    assert person.email not in kept


@pytest.mark.checklist("security.account-recovery", proves="flood")
def test_nobody_floods_a_mailbox(database_url: str, sink: Sink) -> None:
    with few_mails(database_url, sink) as client:
        person, unknown, last = register(client), f"{token()}@example.com", register(client)

        answers = [ask_for_reset(client, person.email) for _ in range(10)]
        others = [ask_for_reset(client, unknown) for _ in range(10)]
        ask_for_reset(client, last.email)

        sink.to(last.email)
    assert all(told(answer) == told(answers[0]) for answer in [*answers, *others])
    assert len(sink.to(person.email)) == 3


@pytest.mark.checklist("security.account-recovery", proves="flood")
def test_nobody_floods_many(database_url: str, sink: Sink) -> None:
    with few_mails(database_url, sink) as client:
        answers = [ask_for_reset(client, f"{token()}@example.com") for _ in range(35)]

    assert [answer.status_code for answer in answers] == [202] * 30 + [429] * 5
    assert int(answers[-1].headers["Retry-After"]) > 60


@pytest.mark.checklist("security.account-recovery", proves="behind")
def test_a_mail_server_that_is_away_is_nobodys_business(database_url: str) -> None:
    with running(database_url, MAIL_URL="smtp://127.0.0.1:1?tls=none", LOG_LEVEL="info") as service:
        with Client(base_url=service.base_url, timeout=15) as client:
            person = register(client)
            response = ask_for_reset(client, person.email)
        wait_until(lambda: b"mail.delayed" in service.log())
        code = service.stop()
        said = service.log().decode()

    assert (response.status_code, code) == (202, 0)
    assert "mail.lost" in said
    assert person.email not in said


@pytest.mark.checklist("security.account-recovery", proves="behind")
def test_what_waits_is_sent_before_the_service_ends(database_url: str, sink: Sink) -> None:
    free = Event()
    with (
        smtp_sink(answer=_once(free)) as slow,
        running(database_url, MAIL_URL=slow.url) as service,
    ):
        with Client(base_url=service.base_url, timeout=15) as client:
            person = register(client)
            answers = [ask_for_reset(client, person.email) for _ in range(5)]
        at_stop = len(slow.mails)
        free.set()
        code = service.stop()
        said = service.log().decode()

    assert (statuses(answers), code) == ({202: 5}, 0)
    assert at_stop == 0
    assert len(slow.mails) == 5
    assert said.count("mail.sent") == 5
    assert token_to(slow, person.email, 5) not in said


def _once(free: Event) -> Answer:
    """No mail before, and from then on one after another: all of them take longer than a stop."""

    def answer(command: str) -> str:
        if command == "DATA":
            free.wait(10)
            sleep(_PAUSE)
        return ""

    return answer


def test_development_prints_what_it_mails(database_url: str) -> None:
    settings = {"ENVIRONMENT": "development", "MAIL_URL": "console:", "MAIL_FROM": "a@localhost"}
    with running(database_url, **settings) as service:
        with httpx2.Client(base_url=service.base_url, timeout=15) as client:
            person = register(client)
            ask_for_reset(client, person.email)
        wait_until(lambda: f"To: {person.email}".encode() in service.log())
