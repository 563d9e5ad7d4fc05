"""What a mailed token is good for, as a client sees it. The mails are those of a service beside."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.mail_tokens import OWN_EMAIL, confirm, reset_token, set_password, token_to, verify
from tests.people import USERS, Person, logged_in, registration
from tests.serving import serving
from tests.smtp_sink import Sink, smtp_sink

NEW = "four other words in a row"


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with smtp_sink() as sink:
        yield sink


@contextmanager
def _service(client: Client, database_url: str, sink: Sink, **settings: str) -> Iterator[Client]:
    """Of one that mails; what it is answered is judged as all is."""
    with (
        serving({"database_url": database_url, "mail_url": sink.url, **settings}) as url,
        Client(base_url=url, event_hooks=client.event_hooks, timeout=15) as mailing,
    ):
        yield mailing


@pytest.fixture
def mailing(client: Client, database_url: str, sink: Sink) -> Iterator[Client]:
    with _service(client, database_url, sink) as mailing:
        yield mailing


@pytest.fixture
def confirming(client: Client, database_url: str, sink: Sink) -> Iterator[Client]:
    with _service(client, database_url, sink, registration="confirmed") as confirming:
        yield confirming


@pytest.mark.checklist("security.account-recovery", proves="same-answer")
def test_a_registration_is_taken_and_confirmed(confirming: Client, sink: Sink) -> None:
    new = registration()

    assert set(data_of(confirming.post(USERS, json=new), 202)) == {"message"}

    given = token_to(sink, new["email"])
    error_of(confirm(confirming, given, NEW), 401, "INVALID_CREDENTIALS")
    assert confirm(confirming, given, new["password"]).status_code == 204
    error_of(confirm(confirming, given, new["password"]), 422, "INVALID_TOKEN")


@pytest.mark.checklist("security.account-recovery", proves="token")
def test_a_password_is_set_by_a_token_once(mailing: Client, sink: Sink, person: Person) -> None:
    given = reset_token(mailing, sink, person)

    assert set_password(mailing, given, NEW).status_code == 204
    error_of(set_password(mailing, given, NEW), 422, "INVALID_TOKEN")


@pytest.mark.checklist("security.account-recovery", proves="verified")
def test_an_address_is_verified_by_a_token_once(
    mailing: Client, sink: Sink, person: Person
) -> None:
    with logged_in(mailing, person) as own:
        assert own.post(OWN_EMAIL).status_code == 202

        given = token_to(sink, person.email)

        assert verify(mailing, given).status_code == 204
        error_of(verify(mailing, given), 422, "INVALID_TOKEN")
        assert data_of(own.get(OWN_EMAIL))["verified_at"] is not None
