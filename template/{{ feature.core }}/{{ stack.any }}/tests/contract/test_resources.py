"""What may be done with a resource: create, read, list, change, delete."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of
from tests.contract.cases import Field
from tests.contract.rows import create, path_of, read
from tests.parents import fresh
from tests.samples import Sample, utc

OWN = {"id", "created_at", "updated_at"}
MISSING = "0198c5a0-0000-7000-8000-000000000000"


def test_what_is_created_is_what_was_sent(client: Client, sample: Sample) -> None:
    body = fresh(client, sample)

    row = data_of(client.post(sample.path, json=body), 201)

    assert set(row) == OWN | set(body)
    assert {name: row[name] for name in body} == body


@pytest.mark.checklist("database.query-tests", proves="rows")
def test_what_is_created_is_found_where_the_answer_says(client: Client, sample: Sample) -> None:
    response = client.post(sample.path, json=fresh(client, sample))

    row = data_of(response, 201)

    assert response.headers["Location"] == path_of(sample, row)
    assert data_of(client.get(response.headers["Location"])) == row


@pytest.mark.checklist("database.query-tests", proves="rows")
def test_required_fields_alone_are_enough(client: Client, sample: Sample) -> None:
    body = fresh(client, sample)
    least = {name: body[name] for name in sample.required}

    row = data_of(client.post(sample.path, json=least), 201)

    assert {name: row[name] for name in sample.required} == least
    assert [row[name] for name in sample.optional] == [None] * len(sample.optional)


def test_an_optional_field_may_be_null(client: Client, optional_field: Field) -> None:
    sample, name = optional_field

    row = create(client, sample, **{name: None})

    assert row[name] is None
    assert read(client, sample, row)[name] is None


def test_an_identifier_is_a_uuid_of_version_7(client: Client, sample: Sample) -> None:
    first, second = create(client, sample), create(client, sample)

    assert UUID(first["id"]).version == 7
    assert first["id"] < second["id"]


def test_times_are_in_utc(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    assert row["created_at"].endswith("Z")
    assert row["created_at"] == row["updated_at"]
    assert abs(utc(row["created_at"]) - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.checklist("api.status-codes", proves="life-cycle")
def test_a_row_is_created_changed_deleted_and_gone(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    answers = [
        client.patch(path, json={}),
        client.get(path),
        client.delete(path),
        client.get(path),
        client.patch(path, json={}),
        client.delete(path),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 204, 404, 404, 404]


def test_what_was_deleted_is_on_no_list(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    client.delete(path_of(sample, row))

    assert row["id"] not in {listed["id"] for listed in data_of(client.get(sample.path))}


def test_a_value_that_was_deleted_is_free_again(client: Client, sample: Sample) -> None:
    body = fresh(client, sample)
    row = data_of(client.post(sample.path, json=body), 201)

    client.delete(path_of(sample, row))

    data_of(client.post(sample.path, json=body), 201)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_nothing_is_found_by_an_unknown_id(client: Client, sample: Sample, method: str) -> None:
    body = {} if method == "PATCH" else None

    response = client.request(method, f"{sample.path}/{MISSING}", json=body)

    error_of(response, 404, "NOT_FOUND")


def test_a_taken_value_is_a_conflict(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    taken = create(client, sample)[name]

    response = client.post(sample.path, json={**fresh(client, sample), name: taken})

    error = error_of(response, 409, "CONFLICT")
    assert str(taken) not in error["message"]


def test_a_value_is_taken_whatever_its_case(client: Client, folded_field: Field) -> None:
    sample, name = folded_field
    taken = create(client, sample)[name]

    response = client.post(sample.path, json={**fresh(client, sample), name: taken.upper()})

    error_of(response, 409, "CONFLICT")


def test_a_change_to_a_taken_value_is_a_conflict(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    taken, row = create(client, sample)[name], create(client, sample)

    response = client.patch(path_of(sample, row), json={name: taken})

    error_of(response, 409, "CONFLICT")
    assert read(client, sample, row) == row


def test_a_row_may_keep_its_own_unique_value(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    row = create(client, sample)

    response = client.patch(path_of(sample, row), json={name: row[name]})

    assert data_of(response)[name] == row[name]


def test_many_rows_may_lack_a_unique_value(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    if name not in sample.optional:
        pytest.skip("it is required")

    rows = [create(client, sample, **{name: None}) for _ in range(2)]

    assert [row[name] for row in rows] == [None, None]
