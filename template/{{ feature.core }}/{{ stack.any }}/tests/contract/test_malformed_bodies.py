"""What is not JSON, or goes too deep, is refused as such, quickly, whatever it is made of."""

from time import monotonic

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.rows import create, path_of
from tests.samples import Sample

JSON = {"Content-Type": "application/json"}
DEEPEST = 64

SOON, ATTEMPTS = 1.0, 3
"""Seconds, of the quickest attempt: a machine that does much else may be slow once."""

MALFORMED = {
    "an opening brace": b"{",
    "a brace too many": b"{}}",
    "two values": b"{} {}",
    "single quotes": b"{'a':1}",
    "a bare word": b"name",
    "a comma too many": b'{"a":1,}',
    "a comment": b'{"a":1} // one',
    "a number that begins with nought": b'{"a":01}',
    "a line break in a text": b'{"a":"\n"}',
    "an unknown escape": rb'{"a":"\x41"}',
    "a form": b"name=value",
    "XML": b"<name>value</name>",
    "a NUL": b"\x00",
    "a NUL in a text": b'{"a":"\x00"}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "invalid UTF-8": b'{"a":"\xff"}',
    "a character cut short": b'{"a":"\xe2\x82"}',
    "overlong UTF-8": b'{"a":"\xc0\xaf"}',
    "CESU-8": b'{"a":"\xed\xa0\xbd\xed\xb8\x80"}',
    "a lone high surrogate": rb'{"a":"\ud800"}',
    "a lone low surrogate": rb'{"a":"\udc00"}',
    "a lone surrogate as a name": rb'{"\ud800":1}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":Infinity}',
    "-Infinity": b'{"a":-Infinity}',
    "1e999": b'{"a":1e999}',
    "65 levels": b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
    "100,000 opening brackets": b"[" * 100_000,
    "100,000 opening braces": b'{"a":' * 100_000,
    "50,000 nested arrays": b"[" * 50_000 + b"]" * 50_000,
    "50,000 nested objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
}


@pytest.mark.checklist("api.input-validation", proves="malformed")
@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_creates_nothing(client: Client, sample: Sample, body: bytes) -> None:
    took: list[float] = []

    for _ in range(ATTEMPTS):
        begun = monotonic()
        response = client.post(sample.path, content=body, headers=JSON)
        took.append(monotonic() - begun)
        error_of(response, 400, "MALFORMED_REQUEST")

    assert min(took) < SOON
    data_of(client.get("/health/live"))


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_changes_nothing(client: Client, sample: Sample, body: bytes) -> None:
    row = create(client, sample)

    response = client.patch(path_of(sample, row), content=body, headers=JSON)

    error_of(response, 400, "MALFORMED_REQUEST")
    assert data_of(client.get(path_of(sample, row))) == row


def test_no_body_is_a_bad_request(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, content=b"", headers=JSON)

    assert response.status_code == 400


def test_sixty_four_levels_are_json(client: Client, sample: Sample) -> None:
    body = b'{"a":' + b"[" * (DEEPEST - 1) + b"]" * (DEEPEST - 1) + b"}"

    response = client.post(sample.path, content=body, headers=JSON)

    error_of(response, 400, "VALIDATION_ERROR")


def test_brackets_in_a_text_are_no_levels(client: Client, sample: Sample) -> None:
    body = b'{"a":"' + b"[" * 1000 + rb"\"{" + b'"}'

    response = client.post(sample.path, content=body, headers=JSON)

    error_of(response, 400, "VALIDATION_ERROR")
