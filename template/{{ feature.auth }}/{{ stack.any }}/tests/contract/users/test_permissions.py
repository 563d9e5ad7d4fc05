"""The matrix of permissions: every operation, asked for by nobody, by a user, by an admin.

The document says what each needs; the service has to hold it, and what is open has to be listed.
"""

from pathlib import Path

import pytest
from httpx2 import Client

from tests.contract.answers import Json, error_of
from tests.contract.users.asked import Asked
from tests.contract.users.conftest import Enter
from tests.people import Person
from tests.samples import Sample

PUBLIC = {
    line
    for listed in Path(__file__).parent.glob("public/*.txt")
    for line in listed.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}
"""The operations that need no login, as each option lists its own, one a line."""
ADMINS = {"list_users", "get_user", "update_user", "delete_user"}
OWN = {"get_me", "update_me", "change_password", "get_email_verification"}
NOT_ASKED = {401, 403}
NO_JSON: Json = {"content": b"{", "headers": {"Content-Type": "text/plain"}}
matrix = pytest.mark.checklist("security.authorization", proves="matrix")


@matrix
def test_what_is_open_is_listed(operations: dict[str, Asked]) -> None:
    assert {name for name, asked in operations.items() if not asked.needs_login} == PUBLIC


@matrix
def test_what_is_for_admins_is_documented(operations: dict[str, Asked]) -> None:
    assert {name for name, asked in operations.items() if asked.is_for_admins} >= ADMINS
    assert operations.keys() >= OWN


@matrix
def test_what_needs_a_login_documents_its_refusal(operations: dict[str, Asked]) -> None:
    for asked in operations.values():
        assert ("UNAUTHENTICATED" in asked.errors.get(401, ())) >= asked.needs_login, asked.name
        assert asked.needs_login >= asked.is_for_admins, asked.name


@matrix
def test_nobody_is_let_in_without_a_login(anonymous: Client, operations: dict[str, Asked]) -> None:
    for asked in operations.values():
        if asked.needs_login:
            response = asked.by(anonymous)
            error_of(response, 401, "UNAUTHENTICATED")
            assert response.headers["WWW-Authenticate"], asked.name


@matrix
def test_what_is_open_asks_for_no_login(anonymous: Client, operations: dict[str, Asked]) -> None:
    for name in PUBLIC:
        assert operations[name].by(anonymous).status_code not in NOT_ASKED, name


@matrix
def test_a_user_is_let_in_where_no_admin_is_needed(
    person: Person, enter: Enter, operations: dict[str, Asked]
) -> None:
    for asked in operations.values():
        if asked.needs_login:
            response = asked.by(enter(person))
            if asked.is_for_admins:
                error_of(response, 403, "FORBIDDEN")
            else:
                assert response.status_code not in NOT_ASKED, asked.name


@matrix
def test_an_admin_is_let_in_everywhere(
    client: Client, person: Person, enter: Enter, operations: dict[str, Asked]
) -> None:
    client.patch(person.path, json={"role": "admin"})

    for asked in operations.values():
        if asked.needs_login:
            assert asked.by(enter(person)).status_code not in NOT_ASKED, asked.name


@matrix
def test_head_is_held_as_get(anonymous: Client, user: Client, operations: dict[str, Asked]) -> None:
    for asked in operations.values():
        if asked.needs_login and asked.method == "GET":
            assert anonymous.head(asked.path).status_code == 401, asked.name
            assert (user.head(asked.path).status_code == 403) == asked.is_for_admins, asked.name


@pytest.mark.checklist("security.authentication", proves="closed")
def test_who_asks_is_known_before_what_they_send(
    anonymous: Client, user: Client, operations: dict[str, Asked]
) -> None:
    for asked in operations.values():
        if asked.needs_login and asked.method in ("POST", "PATCH"):
            error_of(anonymous.request(asked.method, asked.path, **NO_JSON), 401, "UNAUTHENTICATED")
            if asked.is_for_admins:
                error_of(user.request(asked.method, asked.path, **NO_JSON), 403, "FORBIDDEN")


def test_what_nobody_could_read_is_told_before(anonymous: Client, sample: Sample) -> None:
    response = anonymous.get(sample.path, headers={"Accept": "text/html"})

    error_of(response, 406, "NOT_ACCEPTABLE")


def test_what_is_not_there_is_not_there_without_a_login(anonymous: Client) -> None:
    error_of(anonymous.get("/api/v1/nothing"), 404, "NOT_FOUND")


def test_an_id_that_is_none_is_no_way_in(anonymous: Client, sample: Sample) -> None:
    error_of(anonymous.get(f"{sample.path}/x"), 401, "UNAUTHENTICATED")
    error_of(anonymous.get(sample.path, params={"page": "x"}), 401, "UNAUTHENTICATED")
