"""Access tokens that the right key has signed: each claim is required, and checked."""

from collections.abc import Iterator
from time import sleep, time
from typing import Any

import httpx2
import pytest

from tests.contract.answers import data_of, error_of
from tests.contract.users import tokens
from tests.contract.users.tokens import claims_of, forge, header_of
from tests.people import register
from tests.serving import serving

KEY, OLD = (f"a key of the tests that is long enough: {number}" for number in (1, 2))
UNKNOWN = "0198c5a0-0000-7000-8000-000000000000"
LATER, LONG_AGO = int(time()) + 3600, 1
WITHOUT: Any = object()
"""A claim that is left out."""
NOT_TAKEN: dict[str, dict[str, Any]] = {
    "no exp": {"exp": WITHOUT},
    "null as exp": {"exp": None},
    "a text as exp": {"exp": str(LATER)},
    "a word as exp": {"exp": "tomorrow"},
    "true as exp": {"exp": True},
    "a list as exp": {"exp": [LATER]},
    "valid later": {"nbf": LATER},
    "a text as nbf": {"nbf": "now"},
    "no iat": {"iat": WITHOUT},
    "a text as iat": {"iat": "now"},
    "no jti": {"jti": WITHOUT},
    "an empty jti": {"jti": ""},
    "no sub": {"sub": WITHOUT},
    "null as sub": {"sub": None},
    "a number as sub": {"sub": 1},
    "a word as sub": {"sub": "ann"},
    "nobody": {"sub": UNKNOWN},
    "no sid": {"sid": WITHOUT},
    "no session": {"sid": UNKNOWN},
    "a word as sid": {"sid": "x"},
    "no issuer": {"iss": WITHOUT},
    "another issuer": {"iss": "another"},
    "no audience": {"aud": WITHOUT},
    "another audience": {"aud": "another"},
    "a list without it": {"aud": ["another"]},
    "null as audience": {"aud": None},
}
HEADERS: dict[str, dict[str, Any]] = {
    "an unknown key": {"kid": "unknown"},
    "no key": {"kid": None},
    "the type of any token": {"typ": "JWT"},
    "the type of a refresh token": {"typ": "rt+jwt"},
    "no type": {"typ": None},
    "a critical header": {"crit": ["x"], "x": 1},
    "none": {"alg": "none"},
    "HS512": {"alg": "HS512"},
}
checked = pytest.mark.checklist("security.tokens", proves="claims")


@pytest.fixture(scope="module")
def client(database_url: str) -> Iterator[httpx2.Client]:
    """Of a service whose key is known here."""
    settings = {"database_url": database_url, "jwt_keys": f"new:{KEY},old:{OLD}"}
    with serving(settings) as url, httpx2.Client(base_url=url) as client:
        yield client


@pytest.fixture(scope="module")
def good(client: httpx2.Client) -> str:
    """An access token that the service has given out."""
    return tokens.log_in(client, register(client)).access


def signed(good: str, header: dict[str, Any] | None = None, key: str = KEY, **claims: Any) -> str:
    """As the service does it, but for these."""
    said = {k: v for k, v in {**claims_of(good), **claims}.items() if v is not WITHOUT}
    return forge({**header_of(good), **(header or {})}, said, key.encode())


def test_what_is_signed_here_is_taken(client: httpx2.Client, good: str) -> None:
    assert tokens.is_signed_with(good, KEY.encode())
    data_of(tokens.me(client, signed(good)))
    data_of(tokens.me(client, signed(good, exp=LATER)))


@checked
@pytest.mark.parametrize("claims", NOT_TAKEN.values(), ids=NOT_TAKEN.keys())
def test_a_claim_that_does_not_hold_is_refused(
    client: httpx2.Client, good: str, claims: dict[str, Any]
) -> None:
    response = tokens.me(client, signed(good, **claims))

    error_of(response, 401, "UNAUTHENTICATED")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


@checked
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_does_not_hold_is_refused(
    client: httpx2.Client, good: str, header: dict[str, Any]
) -> None:
    error_of(tokens.me(client, signed(good, header)), 401, "UNAUTHENTICATED")


@checked
@pytest.mark.parametrize("moment", [LONG_AGO, 0, -1])
def test_an_expired_one_is_told_so(client: httpx2.Client, good: str, moment: int) -> None:
    response = tokens.me(client, signed(good, exp=moment))

    error_of(response, 401, "TOKEN_EXPIRED")
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


@checked
def test_one_that_was_good_expires(client: httpx2.Client, good: str) -> None:
    short = signed(good, exp=int(time()) + 2)
    data_of(tokens.me(client, short))

    sleep(2.1)

    error_of(tokens.me(client, short), 401, "TOKEN_EXPIRED")


@checked
def test_a_session_is_no_other_persons(client: httpx2.Client, good: str) -> None:
    other = register(client)

    error_of(tokens.me(client, signed(good, sub=other.id)), 401, "UNAUTHENTICATED")


@pytest.mark.checklist("security.tokens", proves="keys")
def test_an_old_key_is_taken_until_it_is_taken_away(
    client: httpx2.Client, good: str, database_url: str
) -> None:
    old = signed(good, {"kid": "old"}, OLD)
    data_of(tokens.me(client, old))

    settings = {"database_url": database_url, "jwt_keys": f"new:{KEY}"}
    with serving(settings) as url, httpx2.Client(base_url=url) as later:
        error_of(tokens.me(later, old), 401, "UNAUTHENTICATED")
        data_of(tokens.me(later, good))


@pytest.mark.checklist("security.tokens", proves="keys")
def test_a_key_signs_under_its_own_name_alone(client: httpx2.Client, good: str) -> None:
    error_of(tokens.me(client, signed(good, key=OLD)), 401, "UNAUTHENTICATED")


@pytest.mark.checklist("security.tokens", proves="claims")
@pytest.mark.parametrize("name", ["jwt_issuer", "jwt_audience"])
def test_one_of_another_service_is_refused(good: str, database_url: str, name: str) -> None:
    settings = {"database_url": database_url, "jwt_keys": f"new:{KEY}", name: "another"}

    with serving(settings) as url, httpx2.Client(base_url=url) as client:
        error_of(tokens.me(client, good), 401, "UNAUTHENTICATED")
