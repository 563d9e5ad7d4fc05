"""Access tokens: what is in one, where it is taken from, and what a client is told without."""

from time import time
from uuid import UUID

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, error_of
from tests.contract.users import tokens
from tests.logging_in import LOGIN
from tests.people import ME, PASSWORD, Person, register
from tests.samples import token

WELL_KNOWN = [
    "",
    "secret",
    "your-256-bit-secret",
    "your-secret-key",
    "changeme",
    "change-me",
    "change_this_secret_key_in_production",
    "supersecret",
    "super-secret-key",
    "jwt-secret",
    "password",
    "dev",
    "test",
    "key",
    "django-insecure",
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
]
"""Of tutorials and templates."""
CLAIMS = {"iss", "aud", "sub", "exp", "iat", "jti", "sid"}
HOUR = 3600
NO_CREDENTIALS = {
    "a scheme alone": "Bearer",
    "no scheme": "{}",
    "another scheme": "Basic {}",
    "a scheme of old": "Token {}",
    "a password": "Basic YW5uOnNlY3JldA==",
    "two tokens": "Bearer {0} {0}",
    "a list of them": "Bearer {0}, Bearer {0}",
    "a name for it": "Bearer token={}",
    "quotes": 'Bearer "{}"',
    "no blank": "Bearer{}",
    "a colon": "Bearer: {}",
}
claims_are_few = pytest.mark.checklist("security.tokens", proves="claims")
closed = pytest.mark.checklist("security.authentication", proves="closed")


def _challenge(response: Response) -> str:
    error_of(response, 401, "UNAUTHENTICATED")
    return response.headers["WWW-Authenticate"]


@pytest.fixture(scope="module")
def access(anonymous: Client) -> str:
    """One that is good."""
    return tokens.log_in(anonymous, register(anonymous)).access


@pytest.mark.checklist("security.authentication", proves="logins")
def test_who_logs_in_gets_two_tokens(anonymous: Client, person: Person) -> None:
    response = anonymous.post(LOGIN, json={"email": person.email, "password": person.password})

    data = data_of(response)
    assert set(data) == {"access_token", "refresh_token", "token_type", "expires_in"}
    assert (data["token_type"], data["expires_in"]) == ("bearer", 900)
    assert data["access_token"] != data["refresh_token"]
    assert "Set-Cookie" not in response.headers


@claims_are_few
def test_it_says_who_and_for_how_long(anonymous: Client, person: Person) -> None:
    claims = tokens.claims_of(tokens.log_in(anonymous, person).access)

    assert claims.keys() >= CLAIMS - {"sid"}
    assert claims["sub"] == person.id
    assert abs(claims["iat"] - time()) < 300
    assert claims["exp"] - claims["iat"] == 900 <= HOUR
    assert claims["iss"]
    assert claims["aud"]


@claims_are_few
def test_it_says_nothing_else_of_the_person(anonymous: Client) -> None:
    name = f"ann {token()}"
    person = register(anonymous, full_name=name)

    claims = tokens.claims_of(tokens.log_in(anonymous, person).access)

    assert set(claims) <= CLAIMS
    told = str(claims).lower()
    assert not any(word in told for word in (person.email, name, "admin", "user"))


def test_its_algorithm_is_the_services(access: str) -> None:
    header = tokens.header_of(access)

    assert set(header) == {"alg", "typ", "kid"}
    assert (header["alg"], header["typ"]) == ("HS256", "at+jwt")


def test_each_has_an_id_of_its_own(anonymous: Client, person: Person) -> None:
    first, second = (tokens.claims_of(tokens.log_in(anonymous, person).access) for _ in "ab")

    assert first["jti"] != second["jti"]
    assert UUID(first["sub"]) == UUID(second["sub"])


@pytest.mark.checklist("security.authentication", proves="forged")
@pytest.mark.parametrize("key", WELL_KNOWN)
def test_its_key_is_not_well_known(access: str, key: str) -> None:
    assert not tokens.is_signed_with(access, key.encode())


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_its_scheme_is_known_in_any_case(anonymous: Client, access: str, scheme: str) -> None:
    data_of(anonymous.get(ME, headers={"Authorization": f"{scheme} {access}"}))


@closed
def test_without_one_a_client_is_told_which_to_bring(anonymous: Client) -> None:
    challenge = _challenge(anonymous.get(ME))

    assert challenge.startswith("Bearer")
    assert "error=" not in challenge


@closed
@pytest.mark.parametrize("value", NO_CREDENTIALS.values(), ids=NO_CREDENTIALS.keys())
def test_what_is_no_bearer_token_is_refused(anonymous: Client, access: str, value: str) -> None:
    response = anonymous.get(ME, headers={"Authorization": value.format(access)})

    assert _challenge(response).startswith("Bearer")


def test_a_bad_one_is_told_from_none(anonymous: Client, access: str) -> None:
    challenge = _challenge(tokens.me(anonymous, f"{access[:-9]}AAAAAAAAA"))

    assert 'error="invalid_token"' in challenge


@closed
def test_two_headers_are_one_too_many(anonymous: Client, access: str) -> None:
    values = [("Authorization", f"Bearer {access}"), ("Authorization", "Bearer x")]

    for headers in (values, values[::-1]):
        _challenge(anonymous.get(ME, headers=headers))


@closed
@pytest.mark.parametrize("name", ["access_token", "token", "bearer", "jwt", "authorization"])
def test_it_is_taken_from_the_header_alone(anonymous: Client, access: str, name: str) -> None:
    for value in (access, f"Bearer {access}"):
        _challenge(anonymous.get(ME, params={name: value}))
        _challenge(anonymous.get(ME, headers={"Cookie": f"{name}={value}"}))
        _challenge(anonymous.get(ME, headers={f"X-{name}": value}))
        _challenge(anonymous.post(PASSWORD, json={name: value}))


@closed
@pytest.mark.parametrize("name", ["X-User-Id", "X-Forwarded-User", "X-Remote-User", "Remote-User"])
def test_no_other_header_says_who_asks(anonymous: Client, person: Person, name: str) -> None:
    _challenge(anonymous.get(ME, headers={name: person.id}))
    _challenge(anonymous.get(ME, headers={name: person.email}))


def test_the_document_says_how_it_is_brought(client: Client) -> None:
    document = client.get("/openapi.json").json()

    schemes = document["components"]["securitySchemes"]
    assert {k: v for k, v in schemes["bearer"].items() if k != "description"} == {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
    }
    assert any("bearer" in way for way in document["paths"][ME]["get"]["security"])
