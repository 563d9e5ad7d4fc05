"""Every JSON body is an envelope, and holds nothing besides."""

import pytest
from httpx2 import Client

from tests.contract import promises
from tests.contract.answers import error_of
from tests.contract.rows import create, path_of
from tests.samples import Sample

MISSING = "0198c5a0-0000-7000-8000-000000000000"


@pytest.mark.checklist("api.response-envelope", proves="success")
def test_a_row_comes_in_the_envelope_of_a_success(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    response = client.get(path_of(sample, row))

    assert promises.is_success(response.json())
    assert set(response.json()["meta"]) == {"timestamp", "version"}


@pytest.mark.checklist("api.response-envelope", proves="success")
def test_a_list_comes_in_the_envelope_of_a_success(client: Client, sample: Sample) -> None:
    response = client.get(sample.path)

    assert promises.is_success(response.json())
    assert isinstance(response.json()["data"], list)


@pytest.mark.checklist("api.versioning", proves="told")
def test_the_version_of_an_answer_is_that_of_the_document(client: Client) -> None:
    document = client.get("/openapi.json").json()

    answer = client.get("/health/live").json()

    assert answer["meta"]["version"] == document["info"]["version"]


@pytest.mark.checklist("api.response-envelope", proves="error")
def test_a_missing_row_comes_in_the_envelope_of_an_error(client: Client, sample: Sample) -> None:
    response = client.get(f"{sample.path}/{MISSING}")

    assert promises.is_failure(response.json())
    assert response.json()["meta"]["request_id"] == response.headers["X-Request-ID"]
    assert "details" not in error_of(response, 404, "NOT_FOUND")


@pytest.mark.checklist("api.response-envelope", proves="framework-errors")
@pytest.mark.parametrize("path", ["/", "/nothing", "/api", "/api/v1", "/.env", "/metrics/x"])
def test_an_unknown_path_comes_in_the_envelope_of_an_error(client: Client, path: str) -> None:
    response = client.get(path)

    error_of(response, 404, "NOT_FOUND")
    assert promises.is_failure(response.json())


def test_each_kind_of_error_says_one_thing_alone(client: Client) -> None:
    first, second = client.get("/nothing").json(), client.get("/nothing/else").json()

    assert first["error"] == second["error"]
    assert first["meta"]["request_id"] != second["meta"]["request_id"]
