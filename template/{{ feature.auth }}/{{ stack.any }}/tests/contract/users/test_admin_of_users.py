"""What admins may do with accounts, and that it holds from the next request."""

from typing import Any

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.contract.users.conftest import Enter
from tests.people import ME, USERS, Person, register, registration

MISSING = f"{USERS}/0198c5a0-0000-7000-8000-000000000000"
NOT_TAKEN: dict[str, Any] = {
    "role": "root",
    "is_active": None,
    "email": "ann@example.com",
    "password": "a new good one",
    "password_hash": "x",
    "is_superuser": True,
    "id": "0198c5a0-0000-7000-8000-000000000000",
    "created_at": "2020-01-01T00:00:00Z",
}
at_once_holds = pytest.mark.checklist("security.authorization", proves="next-request")


def test_an_admin_reads_an_account(client: Client, person: Person) -> None:
    response = client.get(person.path)

    assert data_of(response)["email"] == person.email
    tag = {"If-None-Match": response.headers["ETag"]}
    assert client.get(person.path, headers=tag).status_code == 304


@pytest.mark.checklist("security.authorization", proves="matrix")
def test_no_user_reads_accounts_not_even_their_own(person: Person, enter: Enter) -> None:
    theirs = enter(person)

    answers = [
        theirs.get(USERS),
        theirs.get(person.path),
        theirs.patch(person.path, json={"role": "admin"}),
        theirs.delete(person.path),
        theirs.get(MISSING),
        theirs.get(f"{USERS}/x"),
    ]

    for answer in answers:
        error_of(answer, 403, "FORBIDDEN")
    assert data_of(theirs.get(ME))["role"] == "user"


def test_an_admin_changes_an_account(client: Client, person: Person) -> None:
    change = {"full_name": "Ann Example", "role": "admin", "is_active": False}

    changed = data_of(client.patch(person.path, json=change))

    assert {name: changed[name] for name in change} == change
    assert data_of(client.get(person.path)) == changed


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_an_admin_changes_nothing_else(client: Client, person: Person, name: str) -> None:
    before = data_of(client.get(person.path))

    response = client.patch(person.path, json={"full_name": "Ann", name: NOT_TAKEN[name]})

    assert faults_of(response) == {f"body.{name}"}
    assert data_of(client.get(person.path)) == before


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_stale_tag_changes_nothing(client: Client, person: Person, method: str) -> None:
    body = {"role": "admin"} if method == "PATCH" else None

    response = client.request(method, person.path, json=body, headers={"If-Match": '"0"'})

    error_of(response, 412, "PRECONDITION_FAILED")
    assert data_of(client.get(person.path))["role"] == "user"


def test_of_20_changes_from_one_version_one_is_made(client: Client, person: Person) -> None:
    headers = {"If-Match": client.get(person.path).headers["ETag"]}

    responses = at_once(
        20, lambda n: client.patch(person.path, json={"full_name": f"{n}"}, headers=headers)
    )

    assert statuses(responses) == {200: 1, 412: 19}


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_no_account_has_an_unknown_id(client: Client, method: str) -> None:
    response = client.request(method, MISSING, json={} if method == "PATCH" else None)

    error_of(response, 404, "NOT_FOUND")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_what_is_no_id_is_refused(client: Client, method: str) -> None:
    response = client.request(method, f"{USERS}/x", json={} if method == "PATCH" else None)

    assert faults_of(response) == {"path.key"}


@at_once_holds
def test_a_role_holds_from_the_next_request(client: Client, person: Person, enter: Enter) -> None:
    theirs, seen = enter(person), []

    for role in ("user", "admin", "user"):
        client.patch(person.path, json={"role": role})
        seen.append(theirs.get(USERS).status_code)

    assert seen == [403, 200, 403]


@at_once_holds
def test_who_is_deactivated_is_out_at_once(client: Client, person: Person, enter: Enter) -> None:
    theirs = enter(person)
    data_of(theirs.get(ME))

    client.patch(person.path, json={"is_active": False})

    error_of(theirs.get(ME), 401, "UNAUTHENTICATED")
    error_of(theirs.patch(ME, json={"full_name": "Ann"}), 401, "UNAUTHENTICATED")


def test_who_is_active_again_may_log_in(client: Client, person: Person, enter: Enter) -> None:
    for is_active in (False, True):
        client.patch(person.path, json={"is_active": is_active})

    assert data_of(enter(person).get(ME))["id"] == person.id


@at_once_holds
def test_who_is_deleted_is_out_at_once(client: Client, person: Person, enter: Enter) -> None:
    theirs = enter(person)

    assert client.delete(person.path).status_code == 204

    error_of(theirs.get(ME), 401, "UNAUTHENTICATED")
    error_of(client.get(person.path), 404, "NOT_FOUND")
    error_of(client.delete(person.path), 404, "NOT_FOUND")


def test_of_20_deletions_one_is_made(client: Client, person: Person) -> None:
    responses = at_once(20, lambda _: client.delete(person.path))

    assert statuses(responses) == {204: 1, 404: 19}


def test_an_address_that_was_deleted_is_free_again(
    client: Client, anonymous: Client, person: Person, enter: Enter
) -> None:
    client.delete(person.path)

    again = register(anonymous, email=person.email)

    assert again.id != person.id
    assert data_of(enter(again).get(ME))["id"] == again.id


def test_a_nul_in_a_name_is_refused(client: Client, person: Person) -> None:
    response = client.patch(person.path, json={"full_name": "a\0b"})

    assert faults_of(response) == {"body.full_name"}


def test_an_admin_makes_no_admins_by_registration(client: Client) -> None:
    response = client.post(USERS, json=registration(role="admin"))

    assert faults_of(response) == {"body.role"}


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_admins_see(client: Client, person: Person) -> None:
    answers = [
        client.get(person.path),
        client.get(person.path, headers={"If-None-Match": "*"}),
        client.patch(person.path, json={}),
    ]

    assert [answer.status_code for answer in answers] == [200, 304, 200]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
