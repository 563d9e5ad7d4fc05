"""Forged access tokens: whatever they say, who has no key gets nowhere."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from time import time
from typing import Any

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, error_of
from tests.contract.users import tokens
from tests.contract.users.tokens import Pair, claims_of, forge, header_of, unsigned
from tests.people import USERS, register

OWN = b"a key that the forger has made up: 32 bytes and more"
JWK = {"kty": "oct", "k": urlsafe_b64encode(OWN).decode().rstrip("="), "alg": "HS256"}
HERE = "http://127.0.0.1:1/keys.json"
Forger = Callable[[str], str]


def _says(key: bytes = OWN, header: Json | None = None, **claims: Any) -> Forger:
    """Signs another header or other claims; a claim that is `...` is left out."""

    def forged(token: str) -> str:
        said = {k: v for k, v in {**claims_of(token), **claims}.items() if v is not ...}
        return forge({**header_of(token), **(header or {})}, said, key)

    return forged


def _without_signature(algorithm: object) -> Forger:
    return lambda token: unsigned({**header_of(token), "alg": algorithm}, claims_of(token))


def _part(number: int, change: Callable[[str], str]) -> Forger:
    """Changes one of the three parts."""

    def forged(token: str) -> str:
        parts = token.split(".")
        parts[number] = change(parts[number])
        return ".".join(parts)

    return forged


def _altered(**claims: Any) -> Forger:
    """Other claims under the signature of the first."""
    return lambda token: unsigned(
        header_of(token), {**claims_of(token), **claims}, token.rpartition(".")[2]
    )


def _other_header(**header: Any) -> Forger:
    """Another header above the signature of the first."""
    return lambda token: unsigned(
        {**header_of(token), **header}, claims_of(token), token.rpartition(".")[2]
    )


FORGED: dict[str, Forger] = {
    **{f"algorithm {name!r}": _without_signature(name) for name in ("none", "None", "NONE", "", 0)},
    "none, signed": _other_header(alg="none"),
    "RS256": _other_header(alg="RS256"),
    "HS512": _other_header(alg="HS512"),
    "no algorithm": _other_header(alg=None),
    "another type": _other_header(typ="JWT"),
    "a critical header": _other_header(crit=["x"], x=1),
    "another person": _altered(sub="0198c5a0-0000-7000-8000-000000000000"),
    "a role": _altered(role="admin"),
    "a longer life": _altered(exp=int(time()) + 10**6),
    "another first letter": _part(2, lambda text: ("A" if text[0] != "A" else "B") + text[1:]),
    "half a signature": _part(2, lambda text: text[: len(text) // 2]),
    "no signature": _part(2, lambda _: ""),
    "a longer signature": _part(2, lambda text: f"{text}AAAA"),
    "no claims": _part(1, lambda _: ""),
    "claims that are none": _part(1, lambda _: "eyJ"),
    "no header": _part(0, lambda _: ""),
    "a header that is a list": _part(0, lambda _: "W10"),
    "own key": _says(),
    "empty key": _says(b""),
    "a path as kid": _says(b"", {"kid": "../../../../../dev/null"}),
    "a URL as kid": _says(OWN, {"kid": HERE}),
    "SQL as kid": _says(b"x", {"kid": "x' UNION SELECT 'x"}),
    "a NUL in kid": _says(OWN, {"kid": "x\0"}),
    "a list as kid": _says(OWN, {"kid": ["x"]}),
    "an object as kid": _says(OWN, {"kid": {"x": 1}}),
    "null as kid": _says(OWN, {"kid": None}),
    "a huge kid": _says(OWN, {"kid": "x" * 3000}),
    "own key in jwk": _says(OWN, {"jwk": JWK}),
    "own key at jku": _says(OWN, {"jku": HERE}),
    "own key at x5u": _says(OWN, {"x5u": HERE, "x5c": ["eA=="]}),
    "expired": _says(exp=1),
    "valid later": _says(nbf=int(time()) + 10**6),
    "a text as exp": _says(exp="tomorrow"),
    "a huge exp": _says(exp=10**400),
    "no exp": _says(exp=...),
    "nobody": _says(sub=None),
    "another audience": _says(aud="x"),
    "another issuer": _says(iss="x"),
    "two parts": lambda token: token.rpartition(".")[0],
    "four parts": lambda token: f"{token}.x",
    "five parts": lambda token: f"{token}.x.x",
    "points": lambda _: "..",
    "a letter": lambda _: "x",
    "8 kB": lambda _: "x" * 8000,
    "standard base64": lambda token: f"{token}==",
}


@pytest.fixture(scope="module")
def good(anonymous: Client) -> Pair:
    return tokens.log_in(anonymous, register(anonymous))


@pytest.mark.checklist("security.tokens", proves="signed")
@pytest.mark.parametrize("forger", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(anonymous: Client, good: Pair, forger: Forger) -> None:
    forged = forger(good.access)

    response = tokens.me(anonymous, forged)

    error_of(response, 401, "UNAUTHENTICATED")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    data_of(tokens.me(anonymous, good.access))


@pytest.mark.checklist("security.tokens", proves="signed")
@pytest.mark.parametrize("key", ["role", "roles", "is_admin", "scope"])
def test_no_claim_makes_an_admin(anonymous: Client, good: Pair, key: str) -> None:
    forged = _altered(**{key: "admin"})(good.access)

    response = anonymous.get(USERS, headers=tokens.bearer(forged))

    error_of(response, 401, "UNAUTHENTICATED")


@pytest.mark.checklist("security.tokens", proves="signed")
def test_a_refresh_token_is_no_access_token(anonymous: Client, good: Pair) -> None:
    error_of(tokens.me(anonymous, good.refresh), 401, "UNAUTHENTICATED")


def test_letters_beyond_ascii_are_no_token(anonymous: Client) -> None:
    response = anonymous.get(USERS, headers={b"Authorization": "Bearer é".encode()})

    error_of(response, 401, "UNAUTHENTICATED")
