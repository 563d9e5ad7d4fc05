"""Logins: with an address and its password, and with nothing less."""

from statistics import median
from time import perf_counter

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.parallel import at_once, statuses
from tests.logging_in import LOGIN, headers_of
from tests.people import ME, Person, register, registration
from tests.samples import token

WRONG = "not the password of anybody"
TRIES = 15
same_answer = pytest.mark.checklist("security.passwords", proves="same-answer")
logins = pytest.mark.checklist("security.authentication", proves="logins")


def _body(person: Person, **values: object) -> dict[str, object]:
    return {"email": person.email, "password": person.password, **values}


@logins
def test_who_logs_in_is_known(anonymous: Client, person: Person) -> None:
    response = anonymous.post(LOGIN, json=_body(person))

    assert person.id not in response.text
    assert person.email not in response.text
    assert data_of(anonymous.get(ME, headers=headers_of(response)))["id"] == person.id


@pytest.mark.parametrize("form", ["{}", " {} "])
@pytest.mark.parametrize("case", ["lower", "upper", "title"])
def test_an_address_is_known_in_any_form(
    anonymous: Client, person: Person, case: str, form: str
) -> None:
    email = form.format(getattr(person.email, case)())

    data_of(anonymous.post(LOGIN, json=_body(person, email=email)))


@logins
@pytest.mark.parametrize("form", ["{}x", " {}", "{} ", "{:.72}" + "!" * 20, "{:.75}", "x"])
def test_a_password_has_to_be_the_whole_one(anonymous: Client, form: str) -> None:
    person = register(anonymous, password=f"{token()}{token()}{'Abcdefghij' * 6}")

    response = anonymous.post(LOGIN, json=_body(person, password=form.format(person.password)))

    error_of(response, 401, "INVALID_CREDENTIALS")
    data_of(anonymous.post(LOGIN, json=_body(person)))


def test_a_password_tells_case(anonymous: Client, person: Person) -> None:
    response = anonymous.post(LOGIN, json=_body(person, password=person.password.upper()))

    error_of(response, 401, "INVALID_CREDENTIALS")


@same_answer
def test_nobody_learns_who_is_there(client: Client, anonymous: Client, person: Person) -> None:
    inactive = register(anonymous)
    client.patch(inactive.path, json={"is_active": False})

    answers = [
        anonymous.post(LOGIN, json=_body(person, password=WRONG)),
        anonymous.post(LOGIN, json=registration()),
        anonymous.post(LOGIN, json=_body(inactive)),
        anonymous.post(LOGIN, json=_body(inactive, password=WRONG)),
    ]

    errors = [error_of(answer, 401, "INVALID_CREDENTIALS") for answer in answers]
    assert all(error == errors[0] for error in errors)
    assert len({answer.headers["WWW-Authenticate"] for answer in answers}) == 1
    assert len({frozenset(answer.headers) for answer in answers}) == 1


@same_answer
def test_nobody_learns_it_from_the_time(anonymous: Client, person: Person) -> None:
    wrong, unknown = _body(person, password=WRONG), _body(person._replace(email=f"x{person.email}"))
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(TRIES):  # by turns, so that a busy moment meets both
        for body, taken in zip((wrong, unknown), times, strict=True):
            begun = perf_counter()
            assert anonymous.post(LOGIN, json=body).status_code == 401
            taken.append(perf_counter() - begun)

    assert 0.4 < median(times[1]) / median(times[0]) < 2.5


@pytest.mark.checklist("security.passwords", proves="no-echo")
def test_what_was_refused_is_not_repeated(anonymous: Client, person: Person) -> None:
    secret = f"hunter of {token()}"

    for values in ({"password": secret}, {"password": f"{secret}\0"}, {"password": [secret]}):
        response = anonymous.post(LOGIN, json=_body(person, **values))
        assert response.status_code in (400, 401)
        assert secret not in response.text
        assert person.email not in response.text


@pytest.mark.parametrize("name", ["email", "password"])
@pytest.mark.parametrize("value", [None, 1, [], {}, "a\0@example.com"])
def test_a_value_of_no_use_is_refused(
    anonymous: Client, person: Person, name: str, value: object
) -> None:
    response = anonymous.post(LOGIN, json=_body(person, **{name: value}))

    assert faults_of(response) == {f"body.{name}"}


@pytest.mark.parametrize("name", ["email", "password"])
@pytest.mark.parametrize("size", [1025, 1_000_000])
def test_a_huge_value_is_refused_quickly(
    anonymous: Client, person: Person, name: str, size: int
) -> None:
    begun = perf_counter()

    response = anonymous.post(LOGIN, json=_body(person, **{name: "x" * size}))

    assert response.status_code in (400, 401)
    assert perf_counter() - begun < 2


def test_all_that_is_missing_is_named_at_once(anonymous: Client) -> None:
    response = anonymous.post(LOGIN, json={"nothing": 1})

    assert faults_of(response) == {"body.email", "body.password", "body.nothing"}


def test_a_form_is_no_login(anonymous: Client, person: Person) -> None:
    response = anonymous.post(LOGIN, data=_body(person))

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "TRACE", "BREW"])
def test_a_login_is_a_post(anonymous: Client, method: str) -> None:
    response = anonymous.request(method, LOGIN)

    error_of(response, 405, "METHOD_NOT_ALLOWED")
    assert "POST" in response.headers["Allow"]


def test_20_log_in_at_once(anonymous: Client, person: Person) -> None:
    responses = at_once(20, lambda _: anonymous.post(LOGIN, json=_body(person)))

    assert statuses(responses) == {200: 20}
    assert len({tuple(headers_of(response).values()) for response in responses}) == 20


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_a_login_is_answered(anonymous: Client, person: Person) -> None:
    response = anonymous.post(LOGIN, json=_body(person))

    data_of(response)
    assert response.headers["Cache-Control"] == "no-store"
