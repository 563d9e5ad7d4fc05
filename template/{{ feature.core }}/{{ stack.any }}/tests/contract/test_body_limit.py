"""A body over 1 MiB is refused, however it is sent, and the client gets to see it."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.parallel import at_once, statuses
from tests.contract.rows import create, path_of
from tests.samples import Sample

LIMIT = 1024 * 1024
JSON = {"Content-Type": "application/json"}


def _chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 65536):
        yield b" " * 65536


@pytest.mark.checklist("api.status-codes", proves="size")
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_body_with_a_length(client: Client, sample: Sample, method: str) -> None:
    path = sample.path if method == "POST" else path_of(sample, create(client, sample))

    response = client.request(method, path, content=b" " * 10 * LIMIT, headers=JSON)

    error_of(response, 413, "PAYLOAD_TOO_LARGE")
    data_of(client.get("/health/live"))


@pytest.mark.checklist("api.status-codes", proves="size")
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_chunked_body(client: Client, sample: Sample, method: str) -> None:
    path = sample.path if method == "POST" else path_of(sample, create(client, sample))

    response = client.request(method, path, content=_chunks(10 * LIMIT), headers=JSON)

    error_of(response, 413, "PAYLOAD_TOO_LARGE")
    data_of(client.get("/health/live"))


def test_one_byte_too_many(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, content=b" " * (LIMIT + 1), headers=JSON)

    error_of(response, 413, "PAYLOAD_TOO_LARGE")


def test_a_body_of_just_the_limit_is_read(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, content=b'{"none": 0}'.ljust(LIMIT), headers=JSON)

    error_of(response, 400, "VALIDATION_ERROR")


def test_many_large_bodies_at_once(client: Client, sample: Sample) -> None:
    responses = at_once(
        8, lambda _: client.post(sample.path, content=b" " * 4 * LIMIT, headers=JSON)
    )

    assert statuses(responses) == {413: 8}
    data_of(client.get("/health/live"))


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("media_type", ["text/plain", "application/json"])
def test_a_refusal_leaves_the_connection_as_it_was(
    client: Client, sample: Sample, method: str, media_type: str
) -> None:
    headers = {"Content-Type": media_type, "Accept": "text/html"}

    for _ in range(20):
        response = client.request(method, sample.path, content=b" " * 400_000, headers=headers)

        assert response.status_code in (405, 406, 415)
        data_of(client.get("/health/live"))  # by the same connection, which must not break
