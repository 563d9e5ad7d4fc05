"""Guessing ends: ten failed logins a minute, of an account and of an address, whatever is forged.

Each test is a new client: the service takes this machine for its proxy.
"""

import socket
from collections.abc import Iterator
from uuid import uuid4

import httpx2
import pytest

from tests.contract.answers import data_of, error_of
from tests.contract.parallel import at_once, statuses
from tests.logging_in import LOGIN, headers_of
from tests.people import Person, register
from tests.samples import token
from tests.serving import serving

LIMIT = 10
HERE = "127.0.0.1/32"
WRONG = "not the password of anybody"
limited = pytest.mark.checklist("security.authentication", proves="limited")


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    settings = {"login_limit": f"{LIMIT}/minute", "trusted_proxies": HERE}
    with serving({"database_url": database_url, **settings}) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[httpx2.Client]:
    """From an address of its own."""
    with client_at(url, new_address()) as client:
        yield client


@pytest.fixture
def person(url: str) -> Person:
    with client_at(url, new_address()) as client:
        return register(client)


def client_at(url: str, address: str) -> httpx2.Client:
    return httpx2.Client(base_url=url, headers={"X-Forwarded-For": address}, timeout=15)


def new_address() -> str:
    return f"2001:{':'.join(uuid4().hex[at : at + 4] for at in (0, 4, 8))}::1"


def own_address() -> str:
    """One of this machine that no other test comes from, or else the one that it has."""
    address = ".".join(["127", *(str(part) for part in uuid4().bytes[:2]), "2"])
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return "127.0.0.1"
    return address


def log_in(
    client: httpx2.Client, email: str, password: str = WRONG, **headers: str
) -> httpx2.Response:
    return client.post(LOGIN, json={"email": email, "password": password}, headers=headers)


def from_elsewhere(url: str, email: str, password: str = WRONG) -> httpx2.Response:
    """From an address that nobody has used yet."""
    with client_at(url, new_address()) as client:
        return log_in(client, email, password)


def somebody() -> str:
    return f"{token()}@example.com"


def fail(client: httpx2.Client, times: int, email: str = "") -> None:
    """Of an account, or else of as many accounts."""
    for _ in range(times):
        error_of(log_in(client, email or somebody()), 401, "INVALID_CREDENTIALS")


def assert_limited(response: httpx2.Response) -> None:
    error_of(response, 429, "RATE_LIMITED")
    assert 1 <= int(response.headers["Retry-After"]) <= 60


@limited
def test_ten_wrong_passwords_of_an_account_are_enough(
    client: httpx2.Client, person: Person
) -> None:
    fail(client, LIMIT, person.email)

    for _ in range(20):
        assert_limited(log_in(client, person.email))


@limited
def test_then_the_right_one_is_not_looked_at(client: httpx2.Client, person: Person) -> None:
    fail(client, LIMIT, person.email)

    assert_limited(log_in(client, person.email, person.password))


@limited
def test_an_account_is_guessed_from_nowhere_else(url: str, person: Person) -> None:
    for _ in range(LIMIT):
        error_of(from_elsewhere(url, person.email), 401, "INVALID_CREDENTIALS")

    assert_limited(from_elsewhere(url, person.email))


@limited
def test_another_form_of_an_address_is_the_same_account(url: str, person: Person) -> None:
    forms = [person.email, person.email.upper(), f" {person.email}", f"{person.email} "]
    for number in range(LIMIT):
        response = from_elsewhere(url, forms[number % len(forms)])
        error_of(response, 401, "INVALID_CREDENTIALS")

    assert_limited(from_elsewhere(url, person.email.title()))


@limited
def test_who_is_not_there_is_limited_too(url: str) -> None:
    unknown = somebody()
    for _ in range(LIMIT):
        error_of(from_elsewhere(url, unknown), 401, "INVALID_CREDENTIALS")

    assert_limited(from_elsewhere(url, unknown))


@limited
def test_many_accounts_are_guessed_from_no_address(
    url: str, client: httpx2.Client, person: Person
) -> None:
    fail(client, LIMIT)

    assert_limited(log_in(client, somebody()))
    assert_limited(log_in(client, person.email, person.password))
    data_of(from_elsewhere(url, person.email, person.password))


@limited
def test_a_chain_of_proxies_is_no_way_around(url: str) -> None:
    address = new_address()

    with client_at(url, "") as client:
        answers = [
            log_in(client, somebody(), **{"X-Forwarded-For": f"{new_address()}, {address}"})
            for _ in range(LIMIT + 5)
        ]

    assert [answer.status_code for answer in answers] == [401] * LIMIT + [429] * 5


@limited
@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP"])
def test_a_forged_address_is_no_way_around(database_url: str, name: str) -> None:
    settings = {"database_url": database_url, "login_limit": f"{LIMIT}/minute"}
    own = httpx2.HTTPTransport(local_address=own_address())

    with serving(settings) as url, httpx2.Client(base_url=url, transport=own) as client:
        answers = [log_in(client, somebody(), **{name: new_address()}) for _ in range(30)]

    assert statuses(answers)[429] >= 30 - LIMIT
    assert_limited(answers[-1])


@limited
def test_of_30_at_once_ten_are_looked_at(client: httpx2.Client, person: Person) -> None:
    responses = at_once(30, lambda _: log_in(client, person.email))

    assert statuses(responses) == {401: LIMIT, 429: 30 - LIMIT}


def test_who_knows_the_password_may_log_in_often(client: httpx2.Client, person: Person) -> None:
    answers = [log_in(client, person.email, person.password) for _ in range(LIMIT + 5)]

    assert statuses(answers) == {200: LIMIT + 5}


@limited
def test_an_own_login_wipes_nothing_out(client: httpx2.Client, person: Person) -> None:
    fail(client, LIMIT - 1)
    data_of(log_in(client, person.email, person.password))
    fail(client, 1)

    assert_limited(log_in(client, somebody()))


def test_what_is_no_login_is_not_counted(client: httpx2.Client, person: Person) -> None:
    for _ in range(LIMIT + 5):
        error_of(client.post(LOGIN, json={"email": person.email}), 400, "VALIDATION_ERROR")

    data_of(log_in(client, person.email, person.password))


@limited
def test_an_address_that_is_refused_locks_nobody_out(url: str, person: Person) -> None:
    with client_at(url, new_address()) as guessing:
        for _ in range(LIMIT + 1):
            guessing.post(LOGIN, json={"email": f"{token()}@example.com", "password": WRONG})
        wrong = {"email": person.email, "password": WRONG}
        refused = [guessing.post(LOGIN, json=wrong) for _ in range(LIMIT + 1)]

    assert statuses(refused) == {429: LIMIT + 1}
    with client_at(url, new_address()) as own:
        data_of(own.post(LOGIN, json={"email": person.email, "password": person.password}))


@limited
def test_another_address_of_an_account_is_no_way_to_go_on_guessing(
    client: httpx2.Client, person: Person
) -> None:
    logged_in = client.post(LOGIN, json={"email": person.email, "password": person.password})
    headers = headers_of(logged_in)
    guess = {"current_password": WRONG, "new_password": "four other words in a row"}
    for _ in range(LIMIT):
        client.post("/api/v1/users/me/password", json=guess, headers=headers)

    email = {"email": f"{token()}@example.com"}
    data_of(client.patch("/api/v1/users/me", json=email, headers=headers))
    again = client.post("/api/v1/users/me/password", json=guess, headers=headers)

    assert again.status_code == 429
