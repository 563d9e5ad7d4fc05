"""Paths: one form each, no redirects, nothing made of what a client says of itself."""

import pytest
from httpx2 import Client, Headers

from tests.contract.answers import data_of, error_of
from tests.contract.rows import create, path_of
from tests.parents import fresh
from tests.samples import Sample

EVIL = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "//evil.example",
    "X-Original-URL": "/evil.example",
    "Forwarded": "host=evil.example",
}
IDENTIFIERS = {
    "a word": "abc",
    "a number": "1",
    "-1": "-1",
    "2^63": "9223372036854775808",
    "10^30": f"1{'0' * 30}",
    "10^5000": f"1{'0' * 5000}",
    "1e400": "1e400",
    "null": "null",
    "a NUL": "%00",
    "a UUID and a NUL": "0198c5a0-0000-7000-8000-000000000000%00",
    "invalid UTF-8": "%ff%fe",
    "a surrogate": "%ed%a0%80",
    "SQL": "'%20OR%201=1--",
    "a path": "..%2f..%2fetc%2fpasswd",
    "HTML": "<script>alert(1)<%2Fscript>",
    "a line break": "%0d%0aSet-Cookie:%20a=b",
}


@pytest.mark.parametrize("path", ["/health/live/", "/health/ready/", "/docs/", "/openapi.json/"])
def test_a_slash_too_many_leads_nowhere(client: Client, path: str) -> None:
    response = client.get(path, headers=EVIL)

    error_of(response, 404, "NOT_FOUND")
    _assert_free_of_evil(response.headers, response.text)


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "HEAD"])
@pytest.mark.parametrize("form", ["{}/", "/{}", "{}//", "{};x"])
def test_another_form_of_a_path_leads_nowhere(
    client: Client, sample: Sample, method: str, form: str
) -> None:
    url = client.base_url.copy_with(raw_path=form.format(sample.path).encode())

    response = client.request(method, url, headers=EVIL)

    assert response.status_code == 404
    _assert_free_of_evil(response.headers, response.text)


def test_a_row_with_a_slash_too_many_is_not_found(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    response = client.get(f"{path_of(sample, row)}/")

    error_of(response, 404, "NOT_FOUND")


def test_paths_have_a_case(client: Client, sample: Sample) -> None:
    error_of(client.get(sample.path.upper()), 404, "NOT_FOUND")


def test_nothing_below_a_row_is_found(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    error_of(client.get(f"{path_of(sample, row)}/more"), 404, "NOT_FOUND")


@pytest.mark.checklist("security.xss", proves="reflected")
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize("identifier", IDENTIFIERS.values(), ids=IDENTIFIERS.keys())
def test_what_is_no_identifier_finds_nothing(
    client: Client, sample: Sample, method: str, identifier: str
) -> None:
    body = {} if method == "PATCH" else None

    response = client.request(method, f"{sample.path}/{identifier}", json=body)

    assert response.status_code in (400, 404)
    assert response.json()["error"]["code"] in ("VALIDATION_ERROR", "NOT_FOUND")
    assert "script" not in response.text


@pytest.mark.checklist("security.https-only", proves="locations")
def test_a_location_is_a_path_whatever_the_host(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, json=fresh(client, sample), headers=EVIL)

    row = data_of(response, 201)
    assert response.headers["Location"] == path_of(sample, row)
    _assert_free_of_evil(response.headers, response.text)


@pytest.mark.parametrize("path", ["/health/live", "/openapi.json", "/docs", "/nothing"])
def test_no_answer_repeats_the_host(client: Client, path: str) -> None:
    response = client.get(path, headers=EVIL)

    _assert_free_of_evil(response.headers, response.text)


def _assert_free_of_evil(headers: Headers, text: str) -> None:
    assert "Location" not in headers or headers["Location"].startswith("/api/")
    assert "evil" not in str(headers)
    assert "evil" not in text
