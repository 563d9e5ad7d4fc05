"""Media types: JSON comes in and goes out; all else is refused before it is read."""

import gzip

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.rows import create, path_of
from tests.parents import fresh
from tests.samples import Sample

NOT_JSON = [
    "text/plain",
    "text/json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "application/json-seq",
    "application/*",
    "text/plain, application/json",
    "",
]
REFUSALS = [
    "text/html",
    "application/xml",
    "image/*",
    "text/html, application/xml;q=0.9",
    "application/json;q=0",
    "application/json;q=0, */*",
    "*/*;q=0",
]
WELCOMES = [
    "application/json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
    "application/*",
    "*/*",
    "text/html, */*;q=0.1",
    "text/html;q=0.9,application/json;q=0.1",
]


@pytest.mark.checklist("api.status-codes", proves="media-types")
@pytest.mark.parametrize("media_type", NOT_JSON)
@pytest.mark.parametrize("body", [b"{}", b"{", b"\xff"])
def test_another_type_is_refused_before_it_is_read(
    client: Client, sample: Sample, media_type: str, body: bytes
) -> None:
    response = client.post(sample.path, content=body, headers={"Content-Type": media_type})

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_body_without_a_type_is_refused(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, content=b"{}")

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("media_type", NOT_JSON)
def test_a_change_of_another_type_is_refused(
    client: Client, sample: Sample, media_type: str
) -> None:
    path = path_of(sample, create(client, sample))

    response = client.patch(path, content=b"{}", headers={"Content-Type": media_type})

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_merge_patch_creates_nothing(client: Client, sample: Sample) -> None:
    headers = {"Content-Type": "application/merge-patch+json"}

    response = client.post(sample.path, content=b"{}", headers=headers)

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_may_have_parameters(client: Client, sample: Sample, media_type: str) -> None:
    response = client.post(
        sample.path, json=fresh(client, sample), headers={"Content-Type": media_type}
    )

    data_of(response, 201)


@pytest.mark.parametrize(
    "coding", ["gzip", "br", "deflate", "zstd", "gzip, gzip", "identity, gzip"]
)
def test_a_compressed_body_is_refused(client: Client, sample: Sample, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}

    response = client.post(sample.path, content=gzip.compress(b"{}"), headers=headers)

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_bomb_is_not_opened(client: Client, sample: Sample) -> None:
    bomb = gzip.compress(b" " * 100_000_000, compresslevel=1)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    response = client.post(sample.path, content=bomb, headers=headers)

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.checklist("api.status-codes", proves="media-types")
@pytest.mark.parametrize("accept", REFUSALS)
def test_a_client_that_takes_no_json_gets_none(client: Client, sample: Sample, accept: str) -> None:
    body = fresh(client, sample)
    headers = {"Accept": accept}

    answers = [
        client.get(sample.path, headers=headers),
        client.get(path_of(sample, create(client, sample)), headers=headers),
        client.post(sample.path, json=body, headers=headers),
    ]

    for answer in answers:
        error_of(answer, 406, "NOT_ACCEPTABLE")
    data_of(client.post(sample.path, json=body), 201)  # nothing has been created before


def test_what_is_not_acceptable_is_not_done(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    headers = {"Accept": "text/html"}

    changed = client.patch(path, json={}, headers=headers)
    deleted = client.delete(path, headers=headers)

    error_of(changed, 406, "NOT_ACCEPTABLE")
    error_of(deleted, 406, "NOT_ACCEPTABLE")
    assert client.get(path).headers["ETag"] == '"1"'


@pytest.mark.parametrize("accept", WELCOMES)
def test_a_client_that_takes_json_gets_it(client: Client, sample: Sample, accept: str) -> None:
    data_of(client.get(sample.path, headers={"Accept": accept}))


def test_a_client_that_says_nothing_gets_json(client: Client, sample: Sample) -> None:
    request = client.build_request("GET", sample.path)
    del request.headers["Accept"]

    data_of(client.send(request))
