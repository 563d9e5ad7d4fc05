"""Long answers are compressed for a client that takes gzip, and for nobody else."""

import gzip
import json

import pytest
from httpx2 import Client, Response

from tests.contract import wire
from tests.contract.answers import data_of, error_of
from tests.contract.cases import ROOM_FOR_A_PAGE, Text
from tests.contract.rows import create, path_of
from tests.contract.wire import Answer, request
from tests.samples import Sample, token

GZIP, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
ENOUGH = 10
"""Rows, for more than 1 KiB."""
OF_ONE_ANSWER = {"date", "ratelimit", "x-request-id"}


@pytest.fixture
def full(client: Client, sample: Sample) -> Sample:
    """A resource with rows enough."""
    for _ in range(ENOUGH):
        create(client, sample)
    return sample


@pytest.fixture
def long_row(client: Client, long_text: Text) -> str:
    """The path of a row that is long enough by itself."""
    value = token().ljust(ROOM_FOR_A_PAGE, "x")
    row = create(client, long_text.sample, **{long_text.name: value})
    return path_of(long_text.sample, row)


def _get(base_url: str, path: str, *headers: str) -> Answer:
    return wire.exchange(base_url, request("GET", path, *headers))


def _is_compressed(response: Response) -> bool:
    return response.headers.get("Content-Encoding") == "gzip"


@pytest.mark.checklist("performance.compression", proves="long")
def test_the_document_is_compressed(base_url: str) -> None:
    plain = _get(base_url, "/openapi.json")

    answer = _get(base_url, "/openapi.json", "Accept-Encoding: gzip")

    assert answer.header("Content-Encoding") == "gzip"
    assert answer.header("Content-Length") == str(len(answer.body))
    assert answer.header("Content-Type") == "application/json"
    assert len(answer.body) * 4 < len(plain.body)
    assert gzip.decompress(answer.body) == plain.body


@pytest.mark.checklist("performance.compression", proves="long")
def test_a_page_is_compressed(
    base_url: str, client: Client, caller: list[str], full: Sample
) -> None:
    answer = _get(base_url, full.path, *caller, "Accept-Encoding: br, gzip")

    assert answer.header("Content-Encoding") == "gzip"
    assert answer.header("Content-Length") == str(len(answer.body))
    body = json.loads(gzip.decompress(answer.body))
    assert body["data"] == data_of(client.get(full.path, headers=PLAIN))


@pytest.mark.checklist("performance.compression", proves="plain")
@pytest.mark.parametrize(
    "headers", [(), ("Accept-Encoding:",), ("Accept-Encoding: gzip;q=0",), ("Accept-Encoding: br",)]
)
def test_who_takes_no_gzip_gets_plain_bytes(
    base_url: str, caller: list[str], full: Sample, headers: tuple[str, ...]
) -> None:
    answer = _get(base_url, full.path, *caller, *headers)

    assert answer.header("Content-Encoding") == ""
    assert answer.header("Content-Length") == str(len(answer.body))
    assert len(json.loads(answer.body)["data"]) >= ENOUGH


def test_lines_of_one_header_are_read_as_one(base_url: str) -> None:
    answer = _get(base_url, "/openapi.json", "Accept-Encoding: br", "Accept-Encoding: gzip")

    assert answer.header("Content-Encoding") == "gzip"


@pytest.mark.parametrize("headers", [GZIP, PLAIN], ids=["compressed", "plain"])
def test_caches_are_told_that_clients_get_different_bytes(
    client: Client, headers: dict[str, str]
) -> None:
    response = client.get("/openapi.json", headers=headers)

    assert _is_compressed(response) == (headers is GZIP)
    assert "Accept-Encoding" in response.headers.get_list("Vary")


@pytest.mark.checklist("performance.compression", proves="short")
@pytest.mark.parametrize("path", ["/health/live", "/nothing"])
def test_a_short_answer_is_the_same_for_all(client: Client, path: str) -> None:
    response = client.get(path, headers=GZIP)

    assert not _is_compressed(response)
    assert "Vary" not in response.headers


def test_a_long_error_is_compressed_too(client: Client, sample: Sample) -> None:
    body = {f"a_field_that_nobody_knows_{n}": n for n in range(50)}

    response = client.post(sample.path, json=body, headers=GZIP)

    assert _is_compressed(response)
    error_of(response, 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("headers", [GZIP, PLAIN], ids=["compressed", "plain"])
def test_head_tells_what_get_does(client: Client, headers: dict[str, str]) -> None:
    got = client.get("/openapi.json", headers=headers)

    head = client.head("/openapi.json", headers=headers)

    assert head.content == b""
    assert _is_compressed(head) == (headers is GZIP)
    assert _lasting(head) == _lasting(got)


def test_other_bytes_have_another_tag(client: Client, long_row: str) -> None:
    plain = client.get(long_row, headers=PLAIN)

    compressed = client.get(long_row, headers=GZIP)

    assert _is_compressed(compressed)
    assert data_of(compressed) == data_of(plain)
    assert compressed.headers["ETag"] != plain.headers["ETag"]
    assert compressed.headers["ETag"].startswith('"')


@pytest.mark.parametrize("first", [GZIP, PLAIN], ids=["compressed", "plain"])
@pytest.mark.parametrize("then", [GZIP, PLAIN], ids=["compressed", "plain"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}'])
def test_a_copy_is_current_in_either_form(
    client: Client, long_row: str, first: dict[str, str], then: dict[str, str], form: str
) -> None:
    tag = client.get(long_row, headers=first).headers["ETag"]

    response = client.get(long_row, headers={**then, "If-None-Match": form.format(tag)})

    assert response.status_code == 304
    assert response.headers["ETag"] == tag
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("first", [GZIP, PLAIN], ids=["compressed", "plain"])
def test_a_change_to_what_was_read_in_either_form_is_made_once(
    client: Client, long_row: str, first: dict[str, str]
) -> None:
    headers = {"If-Match": client.get(long_row, headers=first).headers["ETag"]}

    data_of(client.patch(long_row, json={}, headers=headers))

    error_of(client.patch(long_row, json={}, headers=headers), 412, "PRECONDITION_FAILED")


def test_a_weak_tag_of_compressed_bytes_is_too_weak_for_a_change(
    client: Client, long_row: str
) -> None:
    weak = f"W/{client.get(long_row, headers=GZIP).headers['ETag']}"

    response = client.patch(long_row, json={}, headers={"If-Match": weak})

    error_of(response, 412, "PRECONDITION_FAILED")


def _lasting(response: Response) -> dict[str, str]:
    headers = dict(response.headers)
    return {name: value for name, value in headers.items() if name not in OF_ONE_ANSWER}
