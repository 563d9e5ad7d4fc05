"""What nobody is told of a user: passwords in any form, and what another may have kept."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of
from tests.people import USERS, Person, registration
from tests.samples import token

REFUSED = {
    "no address": {"email": None},
    "an address that is none": {"email": "ann"},
    "a field too many": {"role": "admin"},
}
no_echo = pytest.mark.checklist("security.passwords", proves="no-echo")


@no_echo
@pytest.mark.parametrize("values", REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_does_not_repeat_the_password(
    anonymous: Client, values: dict[str, object]
) -> None:
    body = registration(**values)

    response = anonymous.post(USERS, json=body)

    assert response.status_code == 400
    assert body["password"] not in response.text


@no_echo
def test_a_password_that_is_refused_is_not_repeated(anonymous: Client) -> None:
    secret = f"hunter{token()}"

    for password in (secret[:11], f"{secret}\0 and more", secret * 20, [secret], {secret: 1}):
        response = anonymous.post(USERS, json=registration(password=password))
        assert response.status_code == 400
        assert secret[:11] not in response.text


@no_echo
def test_no_answer_shows_a_password_in_any_form(client: Client, anonymous: Client) -> None:
    body = registration()
    first = anonymous.post(USERS, json=body)
    person = Person(data_of(first, 201)["id"], body["email"], body["password"])

    answers = [
        first,
        anonymous.post(USERS, json=body),
        client.get(person.path),
        client.get(USERS, params={"search": person.email}),
        client.patch(person.path, json={"full_name": "Ann"}),
    ]

    assert [answer.status_code for answer in answers] == [201, 409, 200, 200, 200]
    for answer in answers:
        assert not any(told in answer.text.lower() for told in (body["password"], "argon2", "hash"))


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_is_told_of_a_user(client: Client, anonymous: Client) -> None:
    made = anonymous.post(USERS, json=registration())

    answers = [
        made,
        client.get(made.headers["Location"]),
        client.get(USERS),
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
