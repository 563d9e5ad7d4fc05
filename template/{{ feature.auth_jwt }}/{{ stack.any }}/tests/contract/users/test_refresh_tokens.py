"""Refresh tokens: good for one use. One that comes again was stolen, and all of its family end."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.contract.users import tokens
from tests.contract.users.tokens import (
    REFRESH,
    Pair,
    assert_ended,
    bearer,
    pair_of,
    refresh,
)
from tests.people import Person

JUNK = {
    "a letter": "x",
    "a UUID": "0198c5a0-0000-7000-8000-000000000000",
    "its length": "A" * 43,
    "points": "a.b.c",
    "SQL": "' OR 1=1 --",
    "an accent": "é" * 43,
}
NO_TOKENS = {"null": None, "a number": 1, "a list": ["x"], "a NUL": "x\0", "10 kB": "x" * 10_000}
rotation = pytest.mark.checklist("security.tokens", proves="rotation")
family = pytest.mark.checklist("security.tokens", proves="family")


@pytest.fixture
def session(anonymous: Client, person: Person) -> Pair:
    return tokens.log_in(anonymous, person)


@rotation
def test_a_refresh_gives_two_new_tokens(anonymous: Client, session: Pair) -> None:
    response = refresh(anonymous, session.refresh)

    new = pair_of(response)
    assert len({*session, *new}) == 4
    assert set(data_of(response)) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert (data_of(response)["token_type"], data_of(response)["expires_in"]) == ("bearer", 900)
    data_of(tokens.me(anonymous, new.access))


@rotation
def test_a_session_goes_on_by_refreshes(anonymous: Client, person: Person, session: Pair) -> None:
    newest = session
    for _ in range(4):
        newest = pair_of(refresh(anonymous, newest.refresh))

    assert data_of(tokens.me(anonymous, newest.access))["id"] == person.id


def test_it_says_nothing(person: Person, session: Pair) -> None:
    assert len(session.refresh) >= 32
    assert "." not in session.refresh
    assert person.id not in session.refresh


@family
def test_a_spent_one_revokes_its_family(anonymous: Client, session: Pair) -> None:
    newest = pair_of(refresh(anonymous, session.refresh))

    error_of(refresh(anonymous, session.refresh), 401, "UNAUTHENTICATED")

    assert_ended(anonymous, session, newest)


@family
def test_one_that_was_spent_long_ago_does_too(anonymous: Client, session: Pair) -> None:
    newest = session
    for _ in range(3):
        newest = pair_of(refresh(anonymous, newest.refresh))

    error_of(refresh(anonymous, session.refresh), 401, "UNAUTHENTICATED")

    assert_ended(anonymous, newest)


@family
def test_a_spent_one_ends_no_other_session(
    anonymous: Client, person: Person, session: Pair
) -> None:
    elsewhere = tokens.log_in(anonymous, person)
    for _ in range(2):
        refresh(anonymous, session.refresh)

    data_of(tokens.me(anonymous, elsewhere.access))
    data_of(refresh(anonymous, elsewhere.refresh))


@family
def test_of_20_uses_at_once_one_is_taken_at_most(anonymous: Client, session: Pair) -> None:
    responses = at_once(20, lambda _: refresh(anonymous, session.refresh))

    assert set(statuses(responses)) <= {200, 401}
    assert statuses(responses)[200] <= 1
    for response in responses:
        if response.status_code == 401:
            error_of(response, 401, "UNAUTHENTICATED")


@rotation
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
def test_junk_is_refused(anonymous: Client, junk: str) -> None:
    response = refresh(anonymous, junk)

    error_of(response, 401, "UNAUTHENTICATED")
    assert response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("value", NO_TOKENS.values(), ids=NO_TOKENS.keys())
def test_what_no_token_could_be_is_refused(anonymous: Client, value: object) -> None:
    assert faults_of(anonymous.post(REFRESH, json={"refresh_token": value})) == {
        "body.refresh_token"
    }


def test_it_is_taken_from_the_body_alone(anonymous: Client, session: Pair) -> None:
    answers = [
        anonymous.post(REFRESH, json={}, params={"refresh_token": session.refresh}),
        anonymous.post(REFRESH, json={}, headers=bearer(session.refresh)),
        anonymous.post(REFRESH, json={}, headers={"Cookie": f"refresh_token={session.refresh}"}),
    ]

    for answer in answers:
        assert faults_of(answer) == {"body.refresh_token"}


def test_one_with_another_letter_is_refused(anonymous: Client, session: Pair) -> None:
    other = ("A" if session.refresh[0] != "A" else "B") + session.refresh[1:]

    error_of(refresh(anonymous, other), 401, "UNAUTHENTICATED")

    data_of(refresh(anonymous, session.refresh))


@pytest.mark.checklist("security.authentication", proves="forged")
def test_an_access_token_is_no_refresh_token(anonymous: Client, session: Pair) -> None:
    error_of(refresh(anonymous, session.access), 401, "UNAUTHENTICATED")


def test_a_field_too_many_is_refused(anonymous: Client, session: Pair) -> None:
    response = anonymous.post(REFRESH, json={"refresh_token": session.refresh, "user_id": "x"})

    assert faults_of(response) == {"body.user_id"}
    data_of(refresh(anonymous, session.refresh))


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_a_refresh_is_answered(anonymous: Client, session: Pair) -> None:
    response = refresh(anonymous, session.refresh)

    data_of(response)
    assert response.headers["Cache-Control"] == "no-store"
