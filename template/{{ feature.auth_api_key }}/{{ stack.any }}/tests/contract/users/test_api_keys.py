"""API keys: made, listed and revoked by their owner; what is told of one, and when it stops."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.contract.users.conftest import Enter
from tests.keys import HEADER, KEYS, ByKey, coming_by, make
from tests.people import ME, PASSWORD, Person

TOLD = {"id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at"}
MOST = 50
next_request = pytest.mark.checklist("security.authorization", proves="next-request")
owners = pytest.mark.checklist("security.authorization", proves="owners")
logins = pytest.mark.checklist("security.authentication", proves="logins")


def _in(**time: float) -> str:
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


@pytest.fixture
def theirs(person: Person, enter: Enter) -> Client:
    """A client of somebody who has no key yet."""
    return enter(person)


@pytest.fixture
def by_key(client: Client) -> Iterator[ByKey]:
    with coming_by(client) as by_key:
        yield by_key


def _is_let_in(by_key: ByKey, key: str) -> bool:
    return by_key(key).get(ME).status_code == 200


@logins
def test_who_has_a_key_is_its_owner(theirs: Client, person: Person, by_key: ByKey) -> None:
    key = make(theirs)["key"]

    assert data_of(by_key(key).get(ME))["id"] == person.id


@logins
def test_a_secret_is_told_once(theirs: Client) -> None:
    made = make(theirs, name="  The nightly export ")

    listed, found = data_of(theirs.get(KEYS)), data_of(theirs.get(f"{KEYS}/{made['id']}"))

    assert set(made) == {*TOLD, "key"}
    assert made["key"].startswith(f"{made['prefix']}_")
    assert made["name"] == "The nightly export"
    assert [{**found, "key": made["key"]}] == [{**each, "key": made["key"]} for each in listed]
    assert set(found) == TOLD
    assert {**found, "last_used_at": None} == {n: v for n, v in made.items() if n != "key"}


def test_a_new_key_says_where_it_is(theirs: Client) -> None:
    response = theirs.post(KEYS, json={"name": "One", "scopes": ["users:read"]})

    assert response.headers["Location"] == f"{KEYS}/{data_of(response, 201)['id']}"


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_is_told_of_keys(theirs: Client) -> None:
    made = theirs.post(KEYS, json={"name": "One", "scopes": ["users:read"]})
    where = made.headers["Location"]

    answers = [made, theirs.get(KEYS), theirs.get(where), theirs.delete(where)]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_the_newest_is_the_first(theirs: Client) -> None:
    made = [make(theirs)["id"] for _ in range(3)]

    assert [key["id"] for key in data_of(theirs.get(KEYS))] == made[::-1]


@next_request
def test_a_key_that_is_revoked_stops_at_once(theirs: Client, by_key: ByKey) -> None:
    kept, revoked = make(theirs), make(theirs)

    response = theirs.delete(f"{KEYS}/{revoked['id']}")

    assert (response.status_code, response.content) == (204, b"")
    error_of(by_key(revoked["key"]).get(ME), 401, "UNAUTHENTICATED")
    assert _is_let_in(by_key, kept["key"])
    assert [key["id"] for key in data_of(theirs.get(KEYS))] == [kept["id"]]
    error_of(theirs.delete(f"{KEYS}/{revoked['id']}"), 404, "NOT_FOUND")


@owners
def test_another_one_s_key_is_not_there(
    theirs: Client, other: Client, client: Client, by_key: ByKey
) -> None:
    made = make(theirs)
    where = f"{KEYS}/{made['id']}"

    for stranger in (other, client):
        error_of(stranger.get(where), 404, "NOT_FOUND")
        error_of(stranger.delete(where), 404, "NOT_FOUND")
        assert made["id"] not in {key["id"] for key in data_of(stranger.get(KEYS))}
    assert _is_let_in(by_key, made["key"])


def test_what_is_no_id_is_refused(theirs: Client) -> None:
    error_of(theirs.get(f"{KEYS}/x"), 400, "VALIDATION_ERROR")
    error_of(theirs.get(f"{KEYS}/{uuid4()}"), 404, "NOT_FOUND")


@next_request
def test_who_is_deactivated_is_not_let_in_by_a_key(
    client: Client, theirs: Client, person: Person, by_key: ByKey
) -> None:
    key = make(theirs)["key"]

    client.patch(person.path, json={"is_active": False})
    closed = _is_let_in(by_key, key)
    client.patch(person.path, json={"is_active": True})

    assert not closed
    assert _is_let_in(by_key, key)


@next_request
def test_who_is_deleted_is_not_let_in_by_a_key(
    client: Client, theirs: Client, person: Person, by_key: ByKey
) -> None:
    key = make(theirs)["key"]

    assert client.delete(person.path).status_code == 204

    error_of(by_key(key).get(ME), 401, "UNAUTHENTICATED")


@next_request
def test_a_key_has_its_owner_s_role_as_it_is_now(
    client: Client, theirs: Client, person: Person, by_key: ByKey
) -> None:
    mine = by_key(make(theirs)["key"])
    found = []
    for role in ("user", "admin", "user"):
        client.patch(person.path, json={"role": role})
        found.append(mine.get(person.path).status_code)

    assert found == [403, 200, 403]


def test_a_key_outlives_a_new_password_and_a_logout(
    theirs: Client, person: Person, enter: Enter, by_key: ByKey
) -> None:
    key = make(theirs)["key"]
    body = {"current_password": person.password, "new_password": "some other words in a row"}

    assert enter(person).post(PASSWORD, json=body).status_code == 204

    assert _is_let_in(by_key, key)


def test_a_key_holds_for_90_days(theirs: Client) -> None:
    made = make(theirs)

    begun, ends = (datetime.fromisoformat(made[name]) for name in ("created_at", "expires_at"))
    assert ends - begun == timedelta(days=90)


def test_its_owner_says_how_long(theirs: Client) -> None:
    asked = _in(days=364)

    made = make(theirs, expires_at=asked)

    assert datetime.fromisoformat(made["expires_at"]) == datetime.fromisoformat(asked)


@pytest.mark.parametrize("time", [{"days": 366}, {"days": 40_000}, {"seconds": -1}])
def test_an_end_that_is_past_or_too_far_is_refused(theirs: Client, time: dict[str, float]) -> None:
    body = {"name": "One", "scopes": ["users:read"], "expires_at": _in(**time)}

    response = theirs.post(KEYS, json=body)

    assert faults_of(response) == {"body.expires_at"}
    assert "365 days" in response.text
    assert data_of(theirs.get(KEYS)) == []


def test_a_scope_that_there_is_not_is_named_and_those_that_there_are(theirs: Client) -> None:
    body = {"name": "One", "scopes": ["users:read", "users:fly", "*"]}

    response = theirs.post(KEYS, json=body)

    assert faults_of(response) == {"body.scopes.1", "body.scopes.2"}
    assert "users:read" in response.json()["error"]["details"][0]["message"]
    assert data_of(theirs.get(KEYS)) == []


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": "users:read"}, "scopes"),
        ({"scopes": None}, "scopes"),
        ({"expires_at": "soon"}, "expires_at"),
        ({"expires_at": 4102444800}, "expires_at"),
        ({"user_id": str(uuid4())}, "user_id"),
        ({"role": "admin"}, "role"),
        ({"key": "mine"}, "key"),
    ],
)
def test_what_is_no_key_is_not_made(theirs: Client, values: dict[str, object], named: str) -> None:
    response = theirs.post(KEYS, json={"name": "One", "scopes": ["users:read"], **values})

    assert faults_of(response) == {f"body.{named}"}


def test_a_scope_that_is_named_twice_is_one(theirs: Client) -> None:
    assert make(theirs, "users:read", "users:read")["scopes"] == ["users:read"]


def test_of_60_at_once_as_many_are_made_as_may_be(theirs: Client) -> None:
    body = {"name": "One", "scopes": ["users:read"]}

    made = [at_once(20, lambda _: theirs.post(KEYS, json=body)) for _ in range(3)]

    assert statuses([answer for answers in made for answer in answers]) == {201: MOST, 409: 10}
    assert len({key["prefix"] for key in data_of(theirs.get(KEYS))}) == MOST


def test_20_come_by_one_key_at_once(theirs: Client, by_key: ByKey) -> None:
    mine = by_key(make(theirs)["key"])

    assert statuses(at_once(20, lambda _: mine.get(ME))) == {200: 20}


def test_a_key_is_taken_from_its_header_alone(anonymous: Client, theirs: Client) -> None:
    key = make(theirs)["key"]

    for name in (HEADER, "api_key", "key"):
        error_of(anonymous.get(ME, params={name: key}), 401, "UNAUTHENTICATED")
    for scheme in ("Bearer", "ApiKey", "Basic"):
        headers = {"Authorization": f"{scheme} {key}"}
        error_of(anonymous.get(ME, headers=headers), 401, "UNAUTHENTICATED")
    error_of(anonymous.get(ME, headers={"Cookie": f"{HEADER}={key}"}), 401, "UNAUTHENTICATED")


@pytest.mark.parametrize("key", ["", "x"])
def test_a_login_makes_up_for_no_key_that_does_not_hold(user: Client, key: str) -> None:
    error_of(user.get(ME, headers={HEADER: key}), 401, "UNAUTHENTICATED")


def test_who_comes_by_a_login_and_a_key_has_the_scopes_of_the_key(theirs: Client) -> None:
    made = make(theirs)

    response = theirs.get(KEYS, headers={HEADER: made["key"]})

    error_of(response, 403, "FORBIDDEN")
