"""What is mailed, as far as a client sees it: whoever asks is told the same, in the same time."""

from statistics import median
from time import perf_counter

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.users.conftest import Enter
from tests.mail_tokens import (
    CONFIRM,
    NEW_PASSWORD,
    OWN_EMAIL,
    RESET,
    VERIFY,
    ask_for_reset,
    confirm,
    set_password,
    told,
    verify,
)
from tests.people import Person, register
from tests.samples import token

TRIES = 30
NEW = "four other words in a row"
NO_TOKENS = ("x", "A" * 43, "A" * 128, "ä" * 43, "' OR 1=1 --")
same_answer = pytest.mark.checklist("security.account-recovery", proves="same-answer")
reset = pytest.mark.checklist("security.account-recovery", proves="token")


def unknown() -> str:
    return f"{token()}@example.com"


@same_answer
def test_who_forgets_a_password_learns_nothing_of_others(
    client: Client, anonymous: Client, person: Person
) -> None:
    closed = register(anonymous)
    client.patch(closed.path, json={"is_active": False})

    answers = [
        ask_for_reset(anonymous, address)
        for address in (person.email, unknown(), closed.email, person.email.upper())
    ]

    assert [answer.status_code for answer in answers] == [202] * 4
    assert all(told(answer) == told(answers[0]) for answer in answers)
    assert person.email not in answers[0].text


@same_answer
def test_nobody_learns_from_the_time_who_is_known(anonymous: Client, person: Person) -> None:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(TRIES):  # by turns, so that a busy moment meets both
        for email, taken in zip((person.email, unknown()), times, strict=True):
            begun = perf_counter()
            assert ask_for_reset(anonymous, email).status_code == 202
            taken.append(perf_counter() - begun)

    assert 0.4 < median(times[1]) / median(times[0]) < 2.5


@reset
@pytest.mark.parametrize("given", NO_TOKENS)
def test_what_was_not_mailed_is_refused(anonymous: Client, given: str) -> None:
    for response in (
        set_password(anonymous, given, NEW),
        verify(anonymous, given),
        confirm(anonymous, given, NEW),
    ):
        error = error_of(response, 422, "INVALID_TOKEN")
        assert given not in error["message"]


@pytest.mark.parametrize("path", [NEW_PASSWORD, VERIFY, CONFIRM])
@pytest.mark.parametrize("given", ["", None, 1, "a\0", "x" * 129, ["x"]])
def test_what_can_be_no_token_is_refused(anonymous: Client, path: str, given: object) -> None:
    body = {NEW_PASSWORD: {"new_password": NEW}, VERIFY: {}, CONFIRM: {"password": NEW}}[path]

    response = anonymous.post(path, json={**body, "token": given})

    assert {field.partition("[")[0] for field in faults_of(response)} == {"body.token"}


@pytest.mark.parametrize("password", ["", "short", "password1234", "x" * 129])
def test_a_new_password_is_as_hard_as_any(anonymous: Client, password: str) -> None:
    response = set_password(anonymous, "x", password)

    assert faults_of(response) == {"body.new_password"}


@pytest.mark.parametrize("email", ["", "ann", "ann@example.com\nBcc: bob@example.com", None])
def test_what_is_no_address_gets_no_mail(anonymous: Client, email: object) -> None:
    assert faults_of(anonymous.post(RESET, json={"email": email})) == {"body.email"}


@pytest.mark.checklist("security.sessions", proves="no-store")
def test_nobody_keeps_what_is_answered(anonymous: Client, person: Person, enter: Enter) -> None:
    own = enter(person)

    for response in (
        ask_for_reset(anonymous, person.email),
        own.get(OWN_EMAIL),
        own.post(OWN_EMAIL),
    ):
        assert response.headers["Cache-Control"] == "no-store"


def test_an_address_is_not_verified_at_first(person: Person, enter: Enter) -> None:
    found = data_of(enter(person).get(OWN_EMAIL))

    assert found == {"email": person.email, "verified_at": None}
