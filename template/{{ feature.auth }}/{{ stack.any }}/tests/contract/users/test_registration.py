"""Registration: whoever has an address and a password becomes a user, and no more than that."""

from uuid import UUID

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.people import USERS, Person, registration
from tests.samples import token

FIELDS = {"id", "email", "full_name", "role", "is_active", "created_at", "updated_at"}
NOT_THEIRS = {
    "role": "admin",
    "is_admin": True,
    "is_superuser": True,
    "is_staff": True,
    "is_active": True,
    "id": "0198c5a0-0000-7000-8000-000000000000",
    "owner_id": "0198c5a0-0000-7000-8000-000000000000",
    "created_at": "2020-01-01T00:00:00Z",
    "password_hash": "x",
    "version": 1,
}
NO_ADDRESSES = {
    "nothing": "",
    "a word": "ann",
    "no domain": "ann@",
    "no name": "@example.com",
    "two signs": "ann@home@example.com",
    "a blank inside": "an n@example.com",
    "a NUL": "ann\0@example.com",
    "a line break": "ann@example.com\nBcc: bob@example.com",
    "a name before it": "Ann <ann@example.com>",
    "two of them": "ann@example.com,bob@example.com",
    "10 kB": f"{'a' * 10_000}@example.com",
    "null": None,
    "a number": 1,
    "a list": ["ann@example.com"],
}


@pytest.mark.checklist("security.passwords", proves="registration")
def test_who_registers_is_a_plain_user(anonymous: Client) -> None:
    body = registration(full_name="Ann Example")

    user = data_of(anonymous.post(USERS, json=body), 201)

    assert set(user) == FIELDS
    assert (user["email"], user["full_name"]) == (body["email"], body["full_name"])
    assert (user["role"], user["is_active"]) == ("user", True)
    assert UUID(user["id"]).version == 7
    assert user["created_at"] == user["updated_at"]


def test_the_answer_says_where_the_user_is(client: Client, anonymous: Client) -> None:
    response = anonymous.post(USERS, json=registration())

    user = data_of(response, 201)

    assert response.headers["Location"] == f"{USERS}/{user['id']}"
    found = client.get(response.headers["Location"])
    assert data_of(found) == user
    assert found.headers["ETag"] == response.headers["ETag"]


@pytest.mark.parametrize("values", [{}, {"full_name": None}])
def test_nobody_has_to_tell_their_name(anonymous: Client, values: dict[str, None]) -> None:
    user = data_of(anonymous.post(USERS, json=registration(**values)), 201)

    assert user["full_name"] is None


@pytest.mark.parametrize("name", ["Ölaf ß 🙂", "O'Brien; --", "<b>Ann</b>", "עברית"])
def test_a_name_is_kept_as_it_is(anonymous: Client, name: str) -> None:
    user = data_of(anonymous.post(USERS, json=registration(full_name=name)), 201)

    assert user["full_name"] == name


def test_a_name_with_a_nul_is_refused(anonymous: Client) -> None:
    response = anonymous.post(USERS, json=registration(full_name="a\0b"))

    assert faults_of(response) == {"body.full_name"}


def test_an_address_is_kept_trimmed_and_in_lower_case(anonymous: Client) -> None:
    email = f"{token()}@example.com"

    response = anonymous.post(USERS, json=registration(email=f"  {email.title()} "))

    assert data_of(response, 201)["email"] == email


@pytest.mark.parametrize("form", ["{}", " {} "])
@pytest.mark.parametrize("case", ["lower", "upper", "title"])
def test_an_address_is_taken_whatever_its_form(
    anonymous: Client, person: Person, case: str, form: str
) -> None:
    email = form.format(getattr(person.email, case)())

    response = anonymous.post(USERS, json=registration(email=email))

    error = error_of(response, 409, "CONFLICT")
    assert person.email not in str(error).lower()


@pytest.mark.checklist("security.passwords", proves="one-address")
def test_of_50_that_take_an_address_one_gets_it(anonymous: Client) -> None:
    body = registration()
    forms = [body["email"], body["email"].upper()]

    responses = at_once(
        50, lambda number: anonymous.post(USERS, json={**body, "email": forms[number % 2]})
    )

    assert statuses(responses) == {201: 1, 409: 49}
    for response in responses:
        if response.status_code == 409:
            error_of(response, 409, "CONFLICT")


@pytest.mark.checklist("security.authorization", proves="own-fields")
@pytest.mark.parametrize("name", NOT_THEIRS)
def test_nobody_registers_as_more_than_a_user(anonymous: Client, name: str) -> None:
    body = registration()

    response = anonymous.post(USERS, json={**body, name: NOT_THEIRS[name]})

    assert faults_of(response) == {f"body.{name}"}
    assert data_of(anonymous.post(USERS, json=body), 201)["role"] == "user"


@pytest.mark.parametrize("email", NO_ADDRESSES.values(), ids=NO_ADDRESSES.keys())
def test_what_is_no_address_is_refused(anonymous: Client, email: object) -> None:
    response = anonymous.post(USERS, json=registration(email=email))

    assert {field[:10] for field in faults_of(response)} == {"body.email"}


def test_all_that_is_missing_is_named_at_once(anonymous: Client) -> None:
    response = anonymous.post(USERS, json={})

    assert faults_of(response) == {"body.email", "body.password"}
