"""What people may do with their own account."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.contract.users.conftest import Enter
from tests.people import ME, Person
from tests.samples import token

NOT_THEIRS = {
    "role": "admin",
    "is_admin": True,
    "is_superuser": True,
    "is_active": False,
    "id": "0198c5a0-0000-7000-8000-000000000000",
    "created_at": "2020-01-01T00:00:00Z",
    "password": "a new good one",
    "password_hash": "x",
    "nothing": 1,
}


def test_people_see_themselves(client: Client, person: Person, enter: Enter) -> None:
    response = enter(person).get(ME)

    assert data_of(response)["email"] == person.email
    assert data_of(response) == data_of(client.get(person.path))
    assert response.headers["ETag"]


def test_what_people_have_of_themselves_is_not_sent(user: Client) -> None:
    tag = user.get(ME).headers["ETag"]

    response = user.get(ME, headers={"If-None-Match": tag})

    assert (response.status_code, response.headers["ETag"]) == (304, tag)


def test_each_sees_themselves_alone(client: Client, user: Client, other: Client) -> None:
    ids = {data_of(who.get(ME))["id"] for who in (client, user, other)}

    assert len(ids) == 3


def test_people_change_their_name(client: Client, person: Person, enter: Enter) -> None:
    response = enter(person).patch(ME, json={"full_name": "Ann Example"})

    changed = data_of(response)
    assert (changed["full_name"], changed["email"]) == ("Ann Example", person.email)
    assert changed["updated_at"] > changed["created_at"]
    assert data_of(client.get(person.path)) == changed


def test_people_take_their_name_away(person: Person, enter: Enter) -> None:
    theirs = enter(person)
    theirs.patch(ME, json={"full_name": "Ann Example"})

    assert data_of(theirs.patch(ME, json={"full_name": None}))["full_name"] is None


def test_people_change_their_address(person: Person, enter: Enter) -> None:
    theirs, email = enter(person), f"{token()}@example.com"

    changed = data_of(theirs.patch(ME, json={"email": f" {email.upper()} "}))

    assert changed["email"] == email
    assert data_of(enter(person._replace(email=email)).get(ME)) == changed


@pytest.mark.parametrize("email", [None, "", "ann", "a\0@example.com", 1])
def test_people_keep_an_address(person: Person, enter: Enter, email: object) -> None:
    theirs = enter(person)
    before = data_of(theirs.get(ME))

    response = theirs.patch(ME, json={"email": email, "full_name": "Ann"})

    assert faults_of(response) == {"body.email"}
    assert data_of(theirs.get(ME)) == before


def test_nobody_takes_the_address_of_another(person: Person, user: Client) -> None:
    before = data_of(user.get(ME))

    response = user.patch(ME, json={"email": person.email.upper(), "full_name": "Ann"})

    error_of(response, 409, "CONFLICT")
    assert data_of(user.get(ME)) == before


def test_people_may_keep_their_own_address(person: Person, enter: Enter) -> None:
    response = enter(person).patch(ME, json={"email": person.email.title()})

    assert data_of(response)["email"] == person.email


def test_of_20_that_change_to_an_address_one_gets_it(user: Client, other: Client) -> None:
    email, clients = f"{token()}@example.com", (user, other)

    responses = at_once(20, lambda number: clients[number % 2].patch(ME, json={"email": email}))

    assert statuses(responses) == {200: 10, 409: 10}
    assert [data_of(who.get(ME))["email"] for who in clients].count(email) == 1


@pytest.mark.checklist("security.authorization", proves="own-fields")
@pytest.mark.parametrize("name", NOT_THEIRS)
def test_nobody_makes_more_of_themselves(user: Client, name: str) -> None:
    before = data_of(user.get(ME))

    response = user.patch(ME, json={"full_name": "Ann", name: NOT_THEIRS[name]})

    assert faults_of(response) == {f"body.{name}"}
    assert data_of(user.get(ME)) == before


def test_an_account_is_changed_by_a_merge_patch_too(user: Client) -> None:
    headers = {"Content-Type": "application/merge-patch+json"}

    response = user.patch(ME, content=b'{"full_name": "Bob"}', headers=headers)

    assert data_of(response)["full_name"] == "Bob"


def test_a_change_to_what_was_not_read_is_not_made(user: Client) -> None:
    before = data_of(user.get(ME))

    response = user.patch(ME, json={"full_name": "Eve"}, headers={"If-Match": '"0"'})

    error_of(response, 412, "PRECONDITION_FAILED")
    assert data_of(user.get(ME)) == before


def test_of_20_changes_from_one_version_one_is_made(user: Client) -> None:
    headers = {"If-Match": user.get(ME).headers["ETag"]}

    responses = at_once(
        20, lambda number: user.patch(ME, json={"full_name": f"{number}"}, headers=headers)
    )

    assert statuses(responses) == {200: 1, 412: 19}


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_people_see_of_themselves(user: Client) -> None:
    answers = [
        user.get(ME),
        user.head(ME),
        user.patch(ME, json={}),
    ]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
