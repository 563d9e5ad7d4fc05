"""Everybody sees where they are logged in, and ends what they don't know."""

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, error_of
from tests.contract.users.conftest import Enter
from tests.logging_in import LOGIN, headers_of
from tests.people import ME, Person

SESSIONS = f"{ME}/sessions"
NOTHING = "0198c5a0-0000-7000-8000-000000000000"
listed = pytest.mark.checklist("security.sessions", proves="listed")


def _all(client: Client) -> list[Json]:
    found: list[Json] = data_of(client.get(SESSIONS))
    return found


@listed
def test_a_login_is_listed_for_its_owner(person: Person, enter: Enter, other: Client) -> None:
    theirs = enter(person)

    [session] = _all(theirs)

    assert session.keys() == {"id", "device", "created_at", "used_at", "expires_at", "is_current"}
    assert session["is_current"] is True
    assert session["created_at"] <= session["used_at"] < session["expires_at"]
    assert session["id"] not in {one["id"] for one in _all(other)}


@listed
def test_the_latest_comes_first_and_tells_which_is_asking(person: Person, enter: Enter) -> None:
    first, second = enter(person), enter(person)

    assert [session["is_current"] for session in _all(first)] == [False, True]
    assert [session["is_current"] for session in _all(second)] == [True, False]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)"),
        ("a\tb", "ab"),
        ("x" * 1000, "x" * 200),
    ],
)
def test_a_device_is_what_it_says_of_itself(
    anonymous: Client, person: Person, told: str, kept: str
) -> None:
    body = {"email": person.email, "password": person.password}
    headers = headers_of(anonymous.post(LOGIN, json=body, headers={"User-Agent": told}))

    [session] = data_of(anonymous.get(SESSIONS, headers=headers))

    assert session["device"] == kept


@listed
def test_one_that_is_ended_is_out_at_once(person: Person, enter: Enter) -> None:
    here, there = enter(person), enter(person)
    [lost] = [session["id"] for session in _all(here) if not session["is_current"]]

    ended = here.delete(f"{SESSIONS}/{lost}")

    assert (ended.status_code, ended.content) == (204, b"")
    error_of(there.get(ME), 401, "UNAUTHENTICATED")
    assert [session["is_current"] for session in _all(here)] == [True]
    error_of(here.delete(f"{SESSIONS}/{lost}"), 404, "NOT_FOUND")


@listed
def test_all_others_end_together(person: Person, enter: Enter) -> None:
    here, others = enter(person), [enter(person) for _ in range(3)]

    assert here.delete(SESSIONS).status_code == 204

    for there in others:
        error_of(there.get(ME), 401, "UNAUTHENTICATED")
    assert [session["is_current"] for session in _all(here)] == [True]


@listed
def test_nobody_ends_another_one_s(person: Person, enter: Enter, other: Client) -> None:
    theirs = enter(person)
    [session] = _all(theirs)

    error_of(other.delete(f"{SESSIONS}/{session['id']}"), 404, "NOT_FOUND")
    other.delete(SESSIONS)

    data_of(theirs.get(ME))


@listed
def test_an_admin_s_list_is_their_own_too(client: Client, person: Person, enter: Enter) -> None:
    [session] = _all(enter(person))

    error_of(client.delete(f"{SESSIONS}/{session['id']}"), 404, "NOT_FOUND")
    assert session["id"] not in {one["id"] for one in _all(client)}


def test_what_is_no_session_is_not_there(user: Client) -> None:
    error_of(user.delete(f"{SESSIONS}/{NOTHING}"), 404, "NOT_FOUND")


def test_the_list_is_kept_by_nobody(user: Client) -> None:
    assert user.get(SESSIONS).headers["Cache-Control"] == "no-store"


def test_no_secret_is_listed(person: Person, enter: Enter) -> None:
    theirs = enter(person)

    text = theirs.get(SESSIONS).text

    assert "secret" not in text
    assert "hash" not in text
