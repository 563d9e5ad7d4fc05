"""Methods: 405 with those that are allowed, and HEAD wherever there is GET."""

import pytest
from httpx2 import Client, Response

from tests.contract.answers import error_of
from tests.contract.rows import create, path_of
from tests.samples import Sample

READ_ONLY = ["/health/live", "/health/ready", "/openapi.json", "/docs"]
COLLECTION, ROW = {"GET", "HEAD", "POST"}, {"DELETE", "GET", "HEAD", "PATCH"}


def _allowed(response: Response) -> set[str]:
    error_of(response, 405, "METHOD_NOT_ALLOWED")
    return {method.strip() for method in response.headers["Allow"].split(",")} - {"OPTIONS"}


@pytest.mark.parametrize("path", READ_ONLY)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_what_is_read_only_says_so(client: Client, method: str, path: str) -> None:
    response = client.request(method, path)

    assert _allowed(response) == {"GET", "HEAD"}


@pytest.mark.checklist("api.status-codes", proves="methods")
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW", "get"])
def test_a_collection_says_what_it_offers(client: Client, sample: Sample, method: str) -> None:
    request = client.build_request(method, sample.path)
    request.method = method  # the client writes it in capitals

    response = client.send(request)

    assert _allowed(response) == COLLECTION


@pytest.mark.checklist("api.status-codes", proves="methods")
@pytest.mark.parametrize("method", ["POST", "PUT", "TRACE", "BREW"])
def test_a_row_says_what_it_offers(client: Client, sample: Sample, method: str) -> None:
    row = create(client, sample)

    response = client.request(method, path_of(sample, row))

    assert _allowed(response) == ROW


def test_a_method_is_judged_before_a_body(client: Client, sample: Sample) -> None:
    response = client.put(sample.path, content=b"{", headers={"Content-Type": "text/plain"})

    assert _allowed(response) == COLLECTION


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_changes_the_method(client: Client, sample: Sample, name: str) -> None:
    row = create(client, sample)

    client.get(path_of(sample, row), headers={name: "DELETE"})

    assert client.get(path_of(sample, row)).status_code == 200


@pytest.mark.parametrize("path", [*READ_ONLY, "/nothing"])
def test_head_is_get_without_a_body(client: Client, path: str) -> None:
    _assert_same_but_for_the_body(client.head(path), client.get(path))


def test_head_of_a_row_is_get_without_a_body(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    _assert_same_but_for_the_body(client.head(path), client.get(path))


def test_head_of_a_list_is_get_without_a_body(client: Client, sample: Sample) -> None:
    head = client.head(sample.path, params={"page_size": 0})

    assert head.status_code == 400
    assert client.head(sample.path).status_code == 200


def _assert_same_but_for_the_body(head: Response, get: Response) -> None:
    changing = {"date", "ratelimit", "x-request-id", "content-length", "transfer-encoding"}
    assert head.status_code == get.status_code
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in get.headers.items() if k not in changing
    }
    assert head.content == b""
