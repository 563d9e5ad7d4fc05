"""Addresses that are verified: by a token that is mailed, and for as long as the address stays."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.callers import client_of
from tests.contract.answers import data_of, error_of
from tests.contract.parallel import at_once, statuses
from tests.mail_tokens import OWN_EMAIL, few_mails, reset_token, set_password, token_to, verify
from tests.people import ME, Person, logged_in, register
from tests.samples import token
from tests.schema import schema_of
from tests.serving import serving
from tests.smtp_sink import Sink, smtp_sink
from tests.sql import fetch

verified = pytest.mark.checklist("security.account-recovery", proves="verified")


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def url(database_url: str, sink: Sink) -> Iterator[str]:
    with serving({"database_url": database_url, "mail_url": sink.url}) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[Client]:
    with Client(base_url=url, timeout=15) as client:
        yield client


@pytest.fixture
def person(client: Client) -> Person:
    return register(client)


@pytest.fixture
def own(client: Client, person: Person) -> Iterator[Client]:
    with logged_in(client, person) as own:
        yield own


def asked(own: Client, sink: Sink, email: str, amount: int = 1) -> str:
    assert own.post(OWN_EMAIL).status_code == 202
    return token_to(sink, email, amount)


@verified
def test_a_mailed_token_verifies_an_address(
    client: Client, own: Client, sink: Sink, person: Person
) -> None:
    assert verify(client, asked(own, sink, person.email)).status_code == 204

    found = data_of(own.get(OWN_EMAIL))
    assert found["email"] == person.email
    assert found["verified_at"].endswith("Z")


@verified
def test_it_is_good_once(client: Client, own: Client, sink: Sink, person: Person) -> None:
    given = asked(own, sink, person.email)

    responses = at_once(20, lambda _: verify(client, given))

    assert statuses(responses) == {204: 1, 422: 19}


@verified
def test_another_address_is_not_verified(
    client: Client, own: Client, sink: Sink, person: Person
) -> None:
    verify(client, asked(own, sink, person.email))

    own.patch(ME, json={"email": f"{token()}@example.com"}).raise_for_status()

    assert data_of(own.get(OWN_EMAIL))["verified_at"] is None
    own.patch(ME, json={"email": person.email}).raise_for_status()
    assert data_of(own.get(OWN_EMAIL))["verified_at"] is not None


@verified
def test_a_token_verifies_the_address_that_it_was_sent_to_alone(
    client: Client, own: Client, sink: Sink, person: Person
) -> None:
    given = asked(own, sink, person.email)
    own.patch(ME, json={"email": f"{token()}@example.com"}).raise_for_status()

    error_of(verify(client, given), 422, "INVALID_TOKEN")

    assert data_of(own.get(OWN_EMAIL))["verified_at"] is None


def test_another_name_does_not_end_it(
    client: Client, own: Client, sink: Sink, person: Person
) -> None:
    given = asked(own, sink, person.email)
    own.patch(ME, json={"full_name": "Ann"}).raise_for_status()

    assert verify(client, given).status_code == 204


def test_it_sets_no_password(client: Client, own: Client, sink: Sink, person: Person) -> None:
    given = asked(own, sink, person.email)

    error_of(set_password(client, given, "four other words in a row"), 422, "INVALID_TOKEN")


def test_who_is_verified_gets_no_more_mail(
    client: Client, own: Client, sink: Sink, person: Person
) -> None:
    verify(client, asked(own, sink, person.email))

    assert own.post(OWN_EMAIL).status_code == 202

    later = register(client)
    reset_token(client, sink, later)
    assert len(sink.to(person.email)) == 1


def test_a_reset_verifies_too(client: Client, sink: Sink, person: Person) -> None:
    password = "four other words in a row"
    set_password(client, reset_token(client, sink, person), password)

    with logged_in(client, person._replace(password=password)) as own:
        assert data_of(own.get(OWN_EMAIL))["verified_at"] is not None


def test_who_asks_too_often_is_told(database_url: str, sink: Sink) -> None:
    with (
        few_mails(database_url, sink) as client,
        logged_in(client, register(client)) as own,
    ):
        answers = [own.post(OWN_EMAIL) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert int(answers[-1].headers["Retry-After"]) > 60


def test_nothing_is_kept_of_who_is_deleted(
    database_url: str, client: Client, own: Client, sink: Sink, person: Person
) -> None:
    verify(client, asked(own, sink, person.email))
    own.post(OWN_EMAIL)
    with client_of(str(client.base_url).rstrip("/")) as admin:
        assert admin.delete(person.path).status_code == 204

    known = {person.id, person.id.replace("-", ""), person.email}
    tables = [name for name in schema_of(database_url) if name.startswith("identity_")]
    for table in tables:
        for row in fetch(database_url, f"SELECT * FROM {table}"):
            assert not known & {str(value) for value in row}
