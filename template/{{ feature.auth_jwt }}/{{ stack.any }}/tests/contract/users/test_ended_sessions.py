"""Sessions end at once, both tokens of them: by a logout, a new password, or an admin."""

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, error_of
from tests.contract.users import tokens
from tests.contract.users.tokens import LOGOUT, Pair, assert_ended, bearer, pair_of, refresh
from tests.people import PASSWORD, Person

ended = pytest.mark.checklist("security.sessions", proves="logout")


@pytest.fixture
def session(anonymous: Client, person: Person) -> Pair:
    return tokens.log_in(anonymous, person)


def _log_out(client: Client, access: str) -> Response:
    return client.post(LOGOUT, headers=bearer(access))


def _change_password(client: Client, person: Person, access: str) -> None:
    body = {"current_password": person.password, "new_password": "a new good one"}
    assert client.post(PASSWORD, json=body, headers=bearer(access)).status_code == 204


@ended
def test_a_logout_ends_a_session(anonymous: Client, session: Pair) -> None:
    response = _log_out(anonymous, session.access)

    assert (response.status_code, response.content) == (204, b"")
    assert_ended(anonymous, session)
    error_of(_log_out(anonymous, session.access), 401, "UNAUTHENTICATED")


@ended
def test_a_logout_ends_what_the_session_had_before(anonymous: Client, session: Pair) -> None:
    newest = pair_of(refresh(anonymous, session.refresh))

    _log_out(anonymous, newest.access)

    assert_ended(anonymous, session, newest)


@ended
def test_a_logout_ends_no_other_session(anonymous: Client, person: Person, session: Pair) -> None:
    elsewhere = tokens.log_in(anonymous, person)

    _log_out(anonymous, session.access)

    data_of(tokens.me(anonymous, elsewhere.access))
    data_of(refresh(anonymous, elsewhere.refresh))


@ended
def test_a_new_password_ends_the_other_sessions(
    anonymous: Client, person: Person, session: Pair
) -> None:
    others = [tokens.log_in(anonymous, person) for _ in range(2)]

    _change_password(anonymous, person, session.access)

    assert_ended(anonymous, *others)
    data_of(tokens.me(anonymous, session.access))
    data_of(refresh(anonymous, session.refresh))


@ended
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_who_is_gone_refreshes_nothing(
    client: Client, anonymous: Client, person: Person, session: Pair, method: str
) -> None:
    client.request(method, person.path, json={"is_active": False} if method == "PATCH" else None)

    error_of(refresh(anonymous, session.refresh), 401, "UNAUTHENTICATED")
