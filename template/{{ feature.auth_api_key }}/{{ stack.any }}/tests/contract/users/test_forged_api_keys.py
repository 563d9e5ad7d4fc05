"""Keys that nobody was given, or not in this form: none is taken, and all are told the same."""

from collections.abc import Callable, Iterator
from zlib import crc32

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.keys import HEADER, ByKey, coming_by, make
from tests.people import ME

forged = pytest.mark.checklist("security.authentication", proves="forged")


@pytest.fixture(scope="module")
def keys(user: Client) -> list[str]:
    return [make(user)["key"] for _ in range(2)]


@pytest.fixture
def by_key(client: Client) -> Iterator[ByKey]:
    with coming_by(client) as by_key:
        yield by_key


def _signed(prefix: str, key_id: str, secret: bytes) -> str:
    """With the checksum that it would have."""
    checksum = crc32(bytes.fromhex(key_id) + secret).to_bytes(4, "big")
    return f"{prefix}_{key_id}_{(secret + checksum).hex()}"


def _with_another_secret(key: str) -> str:
    prefix, key_id, _ = key.split("_")
    return _signed(prefix, key_id, bytes(32))


def _with_one_bit_more(key: str) -> str:
    prefix, key_id, secret = key.split("_")
    raw = bytes.fromhex(secret)[:32]
    return _signed(prefix, key_id, bytes([raw[0] ^ 1]) + raw[1:])


def _of_nobody(key: str) -> str:
    prefix, _, secret = key.split("_")
    return _signed(prefix, bytes(16).hex(), bytes.fromhex(secret)[:32])


def _with_another_prefix(key: str) -> str:
    return f"{key}_{key}"


FORGERS: list[Callable[[str], str]] = [
    _with_another_secret,
    _with_one_bit_more,
    _of_nobody,
    _with_another_prefix,
    str.upper,
    lambda key: key[:-1],
    lambda key: f"{key}a",
    lambda key: f"{key}, {key}",
    lambda key: key.rpartition("_")[0],
    lambda key: f"{key[:-1]}{'a' if key[-1] != 'a' else 'b'}",
    lambda key: "x",
    lambda key: "x" * 5000,
    lambda key: "' OR 1=1 --",
]


@forged
@pytest.mark.parametrize("number", range(len(FORGERS)))
def test_a_key_that_was_not_given_out_is_not_taken(
    user: Client, keys: list[str], number: int, by_key: ByKey
) -> None:
    response = by_key(FORGERS[number](keys[0])).get(ME)

    error = error_of(response, 401, "UNAUTHENTICATED")
    assert error["message"] == "The API key does not hold."
    assert keys[0] not in response.text


@forged
def test_the_secret_of_one_does_not_open_another(
    user: Client, keys: list[str], by_key: ByKey
) -> None:
    (prefix, one, _), (_, _, secret) = (key.split("_") for key in keys)

    forged = _signed(prefix, one, bytes.fromhex(secret)[:32])

    error_of(by_key(forged).get(ME), 401, "UNAUTHENTICATED")


def test_bytes_that_are_no_text_are_no_key(anonymous: Client) -> None:
    response = anonymous.get(ME, headers=[(HEADER.encode(), b"\xff\xfe")])

    error_of(response, 401, "UNAUTHENTICATED")


def test_a_name_in_front_says_nothing_of_whose_it_is(
    user: Client, keys: list[str], by_key: ByKey
) -> None:
    """So a service may change its name, and its keys hold."""
    _, _, rest = keys[0].partition("_")

    data_of(by_key(f"another_{rest}").get(ME))
