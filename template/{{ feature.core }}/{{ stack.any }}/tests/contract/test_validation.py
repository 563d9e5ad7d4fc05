"""A body that does not hold is refused: every fault at once, and no value repeated."""

import json

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.cases import Fault, Field
from tests.contract.rows import create, path_of
from tests.parents import fresh
from tests.samples import Sample, token

HUGE_NUMBERS = [
    pytest.param("9223372036854775808", id="2^63"),
    pytest.param(f"1{'0' * 30}", id="10^30"),
    pytest.param(f"1{'0' * 5000}", id="10^5000"),
    pytest.param("1e400", id="1e400"),
    pytest.param("-1e400", id="-1e400"),
]
NOT_OBJECTS = ["[]", '"text"', "1", "null", "true", "[{}]"]
LONG_ENOUGH_TO_NOTICE = 5


@pytest.mark.checklist("api.input-validation", proves="bad-values")
def test_a_bad_value_is_refused(client: Client, fault: Fault) -> None:
    sample, name, value = fault

    response = client.post(sample.path, json={**sample.fresh(), name: value})

    assert any(field.startswith(f"body.{name}") for field in faults_of(response))


@pytest.mark.checklist("security.error-messages", proves="values")
def test_a_bad_value_is_not_repeated(client: Client, fault: Fault) -> None:
    sample, name, value = fault
    if not isinstance(value, str) or len(value) < LONG_ENOUGH_TO_NOTICE:
        pytest.skip("it might stand in any sentence")

    response = client.post(sample.path, json={**sample.fresh(), name: value})

    assert value not in response.text


def test_a_missing_field_is_named(client: Client, required_field: Field) -> None:
    sample, name = required_field
    body = sample.fresh()
    del body[name]

    response = client.post(sample.path, json=body)

    assert faults_of(response) == {f"body.{name}"}


@pytest.mark.checklist("api.input-validation", proves="every-fault")
def test_all_missing_fields_are_named_at_once(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, json={"none": 0})

    assert faults_of(response) == {f"body.{name}" for name in (*sample.required, "none")}


@pytest.mark.checklist("api.input-validation", proves="bad-values")
def test_all_bad_values_are_named_at_once(client: Client, sample: Sample) -> None:
    body = dict.fromkeys(sample.fresh(), "a\0")

    response = client.post(sample.path, json=body)

    named = {".".join(field.split(".")[:2]) for field in faults_of(response)}
    assert named == {f"body.{name}" for name in body}


@pytest.mark.checklist("security.error-messages", proves="values")
def test_nothing_that_was_refused_is_repeated(client: Client, sample: Sample) -> None:
    secret = token()
    body = {**dict.fromkeys(sample.fresh(), f"{secret}\0"), "nothing": secret}

    refused = client.post(sample.path, json=body)
    query = client.get(sample.path, params={"sort": secret, "page": secret, "cursor": secret})

    assert (refused.status_code, query.status_code) == (400, 400)
    assert secret not in refused.text + query.text


@pytest.mark.checklist("api.input-validation", proves="unknown-fields")
@pytest.mark.parametrize("name", ["nothing", "id", "created_at", "version", "is_admin", "owner_id"])
def test_an_unknown_field_is_refused(client: Client, sample: Sample, name: str) -> None:
    response = client.post(sample.path, json={**sample.fresh(), name: 1})

    assert faults_of(response) == {f"body.{name}"}


@pytest.mark.parametrize("body", NOT_OBJECTS)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_body_that_is_no_object_is_refused(
    client: Client, sample: Sample, method: str, body: str
) -> None:
    path = sample.path if method == "POST" else path_of(sample, create(client, sample))
    headers = {"Content-Type": "application/json"}

    response = client.request(method, path, content=body, headers=headers)

    error_of(response, 400, "VALIDATION_ERROR")


@pytest.mark.parametrize("number", HUGE_NUMBERS)
def test_a_number_beyond_every_range_is_refused(client: Client, field: Field, number: str) -> None:
    sample, name = field
    body = json.dumps({**sample.fresh(), name: "HERE"}).replace('"HERE"', number)
    headers = {"Content-Type": "application/json"}

    response = client.post(sample.path, content=body, headers=headers)

    assert response.status_code == 400


def test_a_whole_number_may_be_written_with_a_point(client: Client, whole_number: Field) -> None:
    sample, name = whole_number
    value = sample.fresh()[name]

    response = client.post(sample.path, json={**fresh(client, sample), name: float(value)})

    assert data_of(response, 201)[name] == value
    assert f'"{name}":{value}' in response.text
