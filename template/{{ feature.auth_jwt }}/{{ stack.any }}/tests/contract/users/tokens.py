"""Tokens, as a client gets them, and as a forger makes them: with nothing but hashes."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from typing import Any, NamedTuple

from httpx2 import Client, Response

from tests.contract.answers import Json, data_of, error_of
from tests.logging_in import LOGIN
from tests.people import ME, Person

REFRESH, LOGOUT = "/api/v1/auth/refresh", "/api/v1/auth/logout"


class Pair(NamedTuple):
    access: str
    refresh: str


def log_in(client: Client, person: Person) -> Pair:
    """A session of its own."""
    body = {"email": person.email, "password": person.password}
    return pair_of(client.post(LOGIN, json=body))


def refresh(client: Client, token: str) -> Response:
    return client.post(REFRESH, json={"refresh_token": token})


def pair_of(response: Response) -> Pair:
    data = data_of(response)
    return Pair(data["access_token"], data["refresh_token"])


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def me(client: Client, token: str) -> Response:
    """What a client is answered with this access token."""
    return client.get(ME, headers=bearer(token))


def assert_ended(client: Client, *pairs: Pair) -> None:
    """Neither token of these sessions is good for anything any more."""
    for pair in pairs:
        error_of(me(client, pair.access), 401, "UNAUTHENTICATED")
        error_of(refresh(client, pair.refresh), 401, "UNAUTHENTICATED")


def header_of(token: str) -> Json:
    return _read(token.partition(".")[0])


def claims_of(token: str) -> Json:
    return _read(token.split(".")[1])


def forge(header: Json, claims: Json, key: bytes) -> str:
    """Signed with this key, whatever the header says."""
    signed = f"{_written(header)}.{_written(claims)}"
    return f"{signed}.{signature(signed, key)}"


def unsigned(header: Json, claims: Json, signature: str = "") -> str:
    return f"{_written(header)}.{_written(claims)}.{signature}"


def signature(signed: str, key: bytes, algorithm: str = "sha256") -> str:
    return _base64(hmac.digest(key, signed.encode(), algorithm))


def is_signed_with(token: str, key: bytes) -> bool:
    """Whether the key fits, plain, hashed or as base64."""
    signed, _, found = token.rpartition(".")
    keys = [key, hashlib.sha256(key).digest()]
    with suppress(ValueError):
        keys.append(urlsafe_b64decode(key + b"=" * (-len(key) % 4)))
    return any(hmac.compare_digest(signature(signed, each), found) for each in keys)


def _base64(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _written(part: Any) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _read(part: str) -> Json:
    found: Json = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found
