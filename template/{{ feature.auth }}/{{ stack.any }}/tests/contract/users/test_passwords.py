"""Passwords: long enough, not common, used whole; and how one is changed."""

from time import monotonic

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.users.conftest import Enter
from tests.people import ME, PASSWORD, USERS, Person, register, registration
from tests.samples import token

TOO_SHORT = ["", "1", "1234567", "password", "12345678", "password123", "éééééé", "🙂" * 11]
COMMON = ["password1234", "123456789123", "1q2w3e4r5t6y", "PASSWORD1234"]
GOOD = {
    "12 characters": "x7 kq2 9vb4z",
    "76 letters": "abcdefghijklmnopqrs" * 4,
    "128 characters": "0123456789abcdef" * 8,
    "pictures": "🙂🐎🔋📎🙂🐎🔋📎🙂🐎🔋📎",
    "blanks around": "  blanks around it  ",
    "blanks alone": " " * 12,
    "accents": "pâté à l'ancienne",
    "marks": "'; DROP TABLE users; --<b>%_\\",
    "lines": "one\ttab\r\nand a line",
}
HUGE = {"129": "x" * 129, "1025": "y" * 1025, "10^6": "z" * 1_000_000}
NO_TEXTS = {"null": None, "a number": 123456789012, "a list": ["x7 kq2 9vb4z"], "true": True}
QUICKLY = 2
rules = pytest.mark.checklist("security.passwords", proves="passwords")
change = pytest.mark.checklist("security.sessions", proves="password-change")


def _change(current: str, new: str) -> dict[str, str]:
    """The body of a change."""
    return {"current_password": current, "new_password": new}


def _is_refused_as(client: Client, password: object) -> set[str]:
    """The types of the faults that a registration finds in it."""
    response = client.post(USERS, json=registration(password=password))
    assert {field[:13] for field in faults_of(response)} == {"body.password"}
    return {fault["type"] for fault in response.json()["error"]["details"]}


@rules
@pytest.mark.parametrize("password", TOO_SHORT)
def test_a_short_password_is_refused(anonymous: Client, password: str) -> None:
    assert _is_refused_as(anonymous, password)


@rules
@pytest.mark.parametrize("password", COMMON)
def test_a_common_password_is_refused(anonymous: Client, password: str) -> None:
    assert _is_refused_as(anonymous, password) == {"common_password"}


@rules
@pytest.mark.parametrize("password", HUGE.values(), ids=HUGE.keys())
def test_a_huge_password_is_refused_quickly(anonymous: Client, password: str) -> None:
    begun = monotonic()

    assert _is_refused_as(anonymous, password)

    assert monotonic() - begun < QUICKLY


@rules
@pytest.mark.parametrize("password", NO_TEXTS.values(), ids=NO_TEXTS.keys())
def test_a_password_is_a_text(anonymous: Client, password: object) -> None:
    assert _is_refused_as(anonymous, password)


@pytest.mark.parametrize("place", ["\0{}", "{}\0", "a horse\0 {}"])
def test_a_nul_in_a_password_is_refused(anonymous: Client, place: str) -> None:
    assert _is_refused_as(anonymous, place.format(token() * 2))


@rules
@pytest.mark.parametrize("password", GOOD.values(), ids=GOOD.keys())
def test_a_password_may_be_of_any_characters(
    anonymous: Client, enter: Enter, password: str
) -> None:
    person = register(anonymous, password=password)

    assert data_of(enter(person).get(ME))["id"] == person.id


@rules
@pytest.mark.parametrize("near", ["{}x", " {}", "{} ", "{:.72}" + "!" * 20, "{:.75}"])
def test_a_password_is_used_whole(anonymous: Client, enter: Enter, near: str) -> None:
    password = f"{token()}{token()}{'abcdefghij' * 6}"
    theirs = enter(register(anonymous, password=password))

    response = theirs.post(PASSWORD, json=_change(near.format(password), "another good one"))

    error_of(response, 401, "INVALID_CREDENTIALS")


@change
def test_a_new_password_is_the_one_that_counts(person: Person, enter: Enter) -> None:
    theirs, new = enter(person), f"another of {token()}"

    changed = theirs.post(PASSWORD, json=_change(person.password, new))

    assert (changed.status_code, changed.content) == (204, b"")
    refused = theirs.post(PASSWORD, json=_change(person.password, "a third good one"))
    error_of(refused, 401, "INVALID_CREDENTIALS")
    assert data_of(enter(person._replace(password=new)).get(ME))["id"] == person.id


@change
def test_a_wrong_old_password_changes_nothing(person: Person, enter: Enter) -> None:
    theirs = enter(person)

    response = theirs.post(PASSWORD, json=_change("not the old one", "a new good one"))

    error_of(response, 401, "INVALID_CREDENTIALS")
    assert response.headers["WWW-Authenticate"]
    assert data_of(theirs.get(ME))["id"] == person.id
    assert data_of(enter(person).get(ME))["id"] == person.id


@change
def test_a_new_password_ends_all_other_sessions(person: Person, enter: Enter) -> None:
    theirs, elsewhere = enter(person), [enter(person), enter(person)]

    theirs.post(PASSWORD, json=_change(person.password, "a new good one"))

    assert [session.get(ME).status_code for session in elsewhere] == [401, 401]
    assert data_of(theirs.get(ME))["id"] == person.id


def test_a_new_password_ends_no_session_of_others(
    person: Person, user: Client, enter: Enter
) -> None:
    theirs = enter(person)

    theirs.post(PASSWORD, json=_change(person.password, "a new good one"))

    data_of(user.get(ME))


@rules
@pytest.mark.parametrize("new", ["x" * 11, "x" * 129, "a\0 horse and more", COMMON[0]])
def test_a_new_password_has_to_be_good_too(person: Person, enter: Enter, new: str) -> None:
    theirs = enter(person)

    response = theirs.post(PASSWORD, json=_change(person.password, new))

    assert faults_of(response) == {"body.new_password"}
    assert person.password not in response.text
    assert data_of(enter(person).get(ME))["id"] == person.id


@change
def test_nobody_changes_a_password_without_the_old_one(user: Client) -> None:
    response = user.post(PASSWORD, json={"new_password": "a new good one"})

    assert faults_of(response) == {"body.current_password"}


@pytest.mark.parametrize("name", ["user_id", "id", "email"])
def test_nobody_changes_the_password_of_another(user: Client, person: Person, name: str) -> None:
    body = _change(person.password, "a new good one")

    response = user.post(PASSWORD, json={**body, name: getattr(person, name, person.id)})

    assert faults_of(response) == {f"body.{name}"}
