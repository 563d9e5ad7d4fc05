"""Whose a row is: who made it sees it, and admins. To all others it is not there."""

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, error_of, faults_of
from tests.contract.rows import create, path_of, read
from tests.contract.users.conftest import Enter
from tests.parents import fresh
from tests.people import ME, Person, register
from tests.samples import Sample, token

MISSING = "0198c5a0-0000-7000-8000-000000000000"
OWNERS = ["owner_id", "owner", "user_id", "user", "created_by", "is_admin", "role"]
ATTEMPTS: dict[str, tuple[str, Json]] = {
    "GET": ("GET", {}),
    "GET *": ("GET", {"headers": {"If-None-Match": "*"}}),
    "PATCH": ("PATCH", {"json": {}}),
    "PATCH *": ("PATCH", {"json": {}, "headers": {"If-Match": "*"}}),
    "PATCH stale": ("PATCH", {"json": {}, "headers": {"If-Match": '"0"'}}),
    "PATCH wrong": ("PATCH", {"json": {"nothing": 1}}),
    "DELETE": ("DELETE", {}),
    "DELETE *": ("DELETE", {"headers": {"If-Match": "*"}}),
    "DELETE stale": ("DELETE", {"headers": {"If-Match": '"0"'}}),
}
own_rows = pytest.mark.checklist("security.authorization", proves="owners")


@own_rows
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_the_row_of_another_is_not_there(
    user: Client, other: Client, sample: Sample, method: str
) -> None:
    row = create(user, sample)
    body = fresh(other, sample) if method == "PATCH" else None

    response = other.request(method, path_of(sample, row), json=body)

    error_of(response, 404, "NOT_FOUND")
    assert read(user, sample, row) == row


@own_rows
@pytest.mark.parametrize(("method", "sent"), ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_nothing_tells_the_row_of_another_from_none(
    user: Client, other: Client, sample: Sample, method: str, sent: Json
) -> None:
    row = create(user, sample)

    hidden = other.request(method, path_of(sample, row), **sent)
    missing = other.request(method, f"{sample.path}/{MISSING}", **sent)

    assert hidden.status_code == missing.status_code
    assert hidden.json()["error"] == missing.json()["error"]
    assert set(hidden.headers) == set(missing.headers)
    assert read(user, sample, row) == row


@pytest.mark.checklist("security.authorization", proves="admins")
def test_an_admin_reaches_every_row(client: Client, user: Client, sample: Sample) -> None:
    rows = [create(user, sample) for _ in range(2)]

    assert read(client, sample, rows[0]) == rows[0]
    data_of(client.patch(path_of(sample, rows[0]), json={}))
    assert client.delete(path_of(sample, rows[1])).status_code == 204


def test_a_row_stays_its_owners_when_an_admin_changes_it(
    client: Client, user: Client, other: Client, sample: Sample
) -> None:
    path = path_of(sample, create(user, sample))

    changed = data_of(client.patch(path, json={}))

    assert data_of(user.get(path)) == changed
    error_of(other.get(path), 404, "NOT_FOUND")


def test_the_row_of_an_admin_is_not_everybodys(
    client: Client, user: Client, sample: Sample
) -> None:
    row = create(client, sample)

    error_of(user.get(path_of(sample, row)), 404, "NOT_FOUND")


def test_the_rows_of_who_is_gone_are_left_to_admins(
    client: Client, anonymous: Client, person: Person, enter: Enter, sample: Sample
) -> None:
    row = create(enter(person), sample)

    client.delete(person.path)

    assert read(client, sample, row) == row
    again = enter(register(anonymous, email=person.email))
    error_of(again.get(path_of(sample, row)), 404, "NOT_FOUND")


@pytest.mark.checklist("security.authorization", proves="own-fields")
@pytest.mark.parametrize("name", OWNERS)
def test_nobody_says_whose_a_row_is(user: Client, other: Client, sample: Sample, name: str) -> None:
    them, row = data_of(other.get(ME))["id"], create(user, sample)

    made = user.post(sample.path, json={**sample.fresh(), name: them})
    changed = user.patch(path_of(sample, row), json={name: them})

    assert faults_of(made) == faults_of(changed) == {f"body.{name}"}
    assert read(user, sample, row) == row


def test_the_same_idempotency_key_of_two_is_two_keys(
    user: Client, other: Client, sample: Sample
) -> None:
    key = {"Idempotency-Key": token()}

    made = [who.post(sample.path, json=fresh(who, sample), headers=key) for who in (user, other)]

    assert len({data_of(answer, 201)["id"] for answer in made}) == 2


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_else_keeps_what_an_owner_sees(user: Client, sample: Sample) -> None:
    path = path_of(sample, create(user, sample))

    for response in (user.get(path), user.get(sample.path), user.patch(path, json={})):
        directives = response.headers["Cache-Control"].replace(" ", "").split(",")
        assert set(directives) == {"private", "no-cache"}
