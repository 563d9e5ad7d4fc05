"""REGISTRATION=confirmed: nobody learns from it who has an account, and nobody gets one of an
address that they do not read."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

import pytest
from httpx2 import Client

from tests import callers
from tests.contract.answers import data_of, error_of
from tests.contract.parallel import at_once, statuses
from tests.mail_tokens import (
    OWN_EMAIL,
    ask_for_reset,
    confirm,
    few_mails,
    may_log_in,
    token_to,
    told,
)
from tests.people import USERS, Person, logged_in, registration
from tests.serving import serving
from tests.smtp_sink import Sink, smtp_sink

OTHER = "four other words in a row"
TRIES = 12
confirmed = pytest.mark.checklist("security.account-recovery", proves="same-answer")


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def url(database_url: str, sink: Sink) -> Iterator[str]:
    settings = {"mail_url": sink.url, "registration": "confirmed"}
    with serving({"database_url": database_url, **settings}) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[Client]:
    with Client(base_url=url, timeout=15) as client:
        yield client


def ask(client: Client, **values: str) -> Person:
    body = registration(**values)
    answer = client.post(USERS, json=body)
    assert answer.status_code == 202, answer.text
    return Person("", body["email"], body["password"])


def confirmed_one(client: Client, sink: Sink) -> Person:
    person = ask(client)
    assert confirm(client, token_to(sink, person.email), person.password).status_code == 204
    return person


def may(client: Client, person: Person) -> bool:
    return may_log_in(str(client.base_url), person.email, person.password)


@confirmed
def test_everybody_is_told_the_same(client: Client, sink: Sink) -> None:
    known, waiting = confirmed_one(client, sink), ask(client)

    answers = [
        client.post(USERS, json=registration()),
        *(client.post(USERS, json=registration(email=p.email)) for p in (known, waiting)),
        client.post(USERS, json=registration(email=known.email.upper())),
    ]

    assert all(told(answer) == told(answers[0]) for answer in answers)
    assert answers[0].status_code == 202
    assert "Location" not in answers[0].headers


@confirmed
def test_nobody_learns_it_from_the_time(client: Client, sink: Sink) -> None:
    known = confirmed_one(client, sink)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(TRIES):
        for body, taken in zip(
            (registration(email=known.email), registration()), times, strict=True
        ):
            begun = perf_counter()
            assert client.post(USERS, json=body).status_code == 202
            taken.append(perf_counter() - begun)

    assert 0.4 < median(times[1]) / median(times[0]) < 2.5


@confirmed
def test_an_account_opens_by_the_mail_and_the_password(client: Client, sink: Sink) -> None:
    person = ask(client)
    before = may(client, person)

    response = confirm(client, token_to(sink, person.email), person.password)

    assert response.status_code == 204
    assert (before, may(client, person)) == (False, True)
    with logged_in(client, person) as own:
        assert data_of(own.get(OWN_EMAIL))["verified_at"] is not None


@confirmed
def test_who_reads_the_mail_but_did_not_register_opens_nothing(client: Client, sink: Sink) -> None:
    """Somebody registers an address of another one's, who follows the link: the account must not
    open with a stranger's password."""
    person = ask(client)
    given = token_to(sink, person.email)

    error_of(confirm(client, given, OTHER), 401, "INVALID_CREDENTIALS")

    assert not may(client, person)
    assert confirm(client, given, person.password).status_code == 204


@confirmed
def test_who_registers_again_replaces_what_waits(client: Client, sink: Sink) -> None:
    stranger = ask(client)
    old = token_to(sink, stranger.email)
    own = ask(client, email=stranger.email, password=OTHER)
    new = token_to(sink, own.email, 2)

    error_of(confirm(client, old, stranger.password), 422, "INVALID_TOKEN")
    error_of(confirm(client, new, stranger.password), 401, "INVALID_CREDENTIALS")
    assert confirm(client, new, OTHER).status_code == 204
    assert (may(client, own), may(client, stranger)) == (True, False)


@confirmed
def test_who_is_known_is_written_to_and_stays_as_they_are(client: Client, sink: Sink) -> None:
    known = confirmed_one(client, sink)

    ask(client, email=known.email, password=OTHER)

    assert "you have an account" in sink.to(known.email, 2)[-1]["Subject"]
    assert may(client, known)
    assert not may(client, known._replace(password=OTHER))


@confirmed
def test_what_an_admin_has_closed_no_mail_opens(client: Client, url: str, sink: Sink) -> None:
    person = ask(client)
    given = token_to(sink, person.email)
    with callers.client_of(url, timeout=15) as admin:
        found = admin.get(USERS, params={"search": person.email}).json()["data"][0]
        for is_active in (True, False):
            admin.patch(f"{USERS}/{found['id']}", json={"is_active": is_active}).raise_for_status()

    error_of(confirm(client, given, person.password), 422, "INVALID_TOKEN")

    ask(client, email=person.email)
    assert "you have an account" in sink.to(person.email, 2)[-1]["Subject"]


def test_a_token_opens_once(client: Client, sink: Sink) -> None:
    person = ask(client)
    given = token_to(sink, person.email)

    responses = at_once(10, lambda _: confirm(client, given, person.password))

    assert statuses(responses) == {204: 1, 422: 9}


def test_of_20_that_register_an_address_nobody_is_told_who_was_first(
    client: Client, sink: Sink
) -> None:
    body = registration()

    responses = at_once(20, lambda _: client.post(USERS, json=body))

    assert statuses(responses) == {202: 20}


def test_an_account_that_waits_has_no_password_to_forget(client: Client, sink: Sink) -> None:
    person = ask(client)
    sink.to(person.email)

    ask_for_reset(client, person.email)

    last = ask(client)
    sink.to(last.email)
    assert len(sink.to(person.email)) == 1


@pytest.mark.checklist("security.account-recovery", proves="flood")
def test_nobody_floods_a_mailbox(database_url: str, sink: Sink) -> None:
    with few_mails(database_url, sink, registration="confirmed") as client:
        person = ask(client)
        for _ in range(5):
            ask(client, email=person.email)
        last = ask(client)
        sink.to(last.email)

    assert len(sink.to(person.email)) == 3


def test_a_refusal_is_as_ever(client: Client) -> None:
    error_of(client.post(USERS, json=registration(password="short")), 400, "VALIDATION_ERROR")
