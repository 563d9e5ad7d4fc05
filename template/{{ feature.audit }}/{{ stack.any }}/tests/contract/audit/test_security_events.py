"""What becomes of logins, passwords and roles is written down, whatever becomes of the request."""

from typing import Any

import pytest
from httpx2 import Client

from tests.audited import ENTRIES, actions, entries, newest, since
from tests.contract.answers import Json, data_of, error_of
from tests.contract.users.conftest import Enter
from tests.logging_in import LOGIN
from tests.people import ME, PASSWORD, Person
from tests.samples import token

logins = pytest.mark.checklist("security.audit-log", proves="logins")
WRONG = "not the password of anybody"


def told_of(client: Client, person: Person) -> Json:
    """The newest of somebody."""
    return entries(client, subject_id=person.id)[0]


def fail(client: Client, email: str) -> None:
    answer = client.post(LOGIN, json={"email": email, "password": WRONG})
    error_of(answer, 401, "INVALID_CREDENTIALS")


@logins
def test_a_login_is_theirs_who_have_logged_in(client: Client, person: Person, enter: Enter) -> None:
    enter(person)

    told = told_of(client, person)

    assert told["action"] == "login.succeeded"
    assert (told["actor_id"], told["actor_role"]) == (person.id, "user")
    assert told["address"]


@logins
def test_a_login_that_fails_is_nobody_s(client: Client, anonymous: Client, person: Person) -> None:
    fail(anonymous, person.email)

    told = told_of(client, person)

    assert told["action"] == "login.failed"
    assert (told["actor_id"], told["actor_role"]) == (None, None)


@logins
@pytest.mark.checklist("security.audit-log", proves="no-secrets")
def test_what_somebody_unknown_has_typed_is_not_kept(client: Client, anonymous: Client) -> None:
    typed, last = f"{token()}@example.com", newest(client)

    fail(anonymous, typed)

    [told] = since(client, last)
    assert (told["action"], told["subject_type"], told["subject_id"]) == (
        "login.failed",
        None,
        None,
    )
    assert typed.partition("@")[0] not in str(told)


@logins
def test_a_new_password_is_told_and_a_wrong_one(
    client: Client, person: Person, enter: Enter
) -> None:
    own, new = enter(person), "some other words in a row"
    change = {"current_password": person.password, "new_password": new}
    error_of(
        own.post(PASSWORD, json={**change, "current_password": WRONG}), 401, "INVALID_CREDENTIALS"
    )
    assert own.post(PASSWORD, json=change).status_code == 204

    changed, failed, *_ = entries(client, subject_id=person.id)

    assert (failed["action"], failed["actor_id"]) == ("password.failed", person.id)
    assert (changed["action"], changed["actor_id"]) == ("password.changed", person.id)
    assert changed["fields"] == ["password"]


@logins
@pytest.mark.parametrize(
    ("change", "action"),
    [
        ({"role": "admin"}, "user.role_changed"),
        ({"is_active": False}, "user.access_changed"),
        ({"full_name": "Ada"}, "user.changed"),
    ],
)
def test_what_an_admin_does_to_an_account_is_the_admin_s(
    client: Client, person: Person, change: dict[str, Any], action: str
) -> None:
    data_of(client.patch(person.path, json=change))

    told = told_of(client, person)

    assert (told["action"], told["fields"]) == (action, list(change))
    assert told["actor_id"] == data_of(client.get(ME))["id"]


@logins
def test_who_is_deleted_is_told(client: Client, person: Person) -> None:
    assert client.delete(person.path).status_code == 204

    assert actions(client, subject_id=person.id) == ["user.deleted", "user.created"]


@logins
def test_what_somebody_may_not_do_is_told(client: Client, person: Person, enter: Enter) -> None:
    own = enter(person)
    error_of(own.get(ENTRIES), 403, "FORBIDDEN")

    told = told_of(client, person)

    assert told["action"] == "access.denied"
    assert (told["actor_id"], told["actor_role"]) == (person.id, "user")
