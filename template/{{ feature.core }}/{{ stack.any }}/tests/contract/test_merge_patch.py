"""PATCH is a merge patch (RFC 7396): absent keeps, null clears, a value replaces."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, error_of, faults_of
from tests.contract.cases import Fault, Field
from tests.contract.rows import create, path_of, read
from tests.parents import fresh
from tests.samples import Sample, utc


def test_a_patch_replaces_what_it_holds(client: Client, sample: Sample) -> None:
    row, body = create(client, sample), fresh(client, sample)

    changed = data_of(client.patch(path_of(sample, row), json=body))

    assert {name: changed[name] for name in body} == body
    assert changed == read(client, sample, row)


def test_a_patch_keeps_what_it_does_not_hold(client: Client, sample: Sample) -> None:
    row, body = create(client, sample), fresh(client, sample)
    name = next(iter(body))

    changed = data_of(client.patch(path_of(sample, row), json={name: body[name]}))

    assert changed == {**row, name: body[name], "updated_at": changed["updated_at"]}


def test_a_patch_moves_the_time_of_the_change(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    changed = data_of(client.patch(path_of(sample, row), json={}))

    assert changed["created_at"] == row["created_at"]
    assert utc(changed["updated_at"]) > utc(row["updated_at"])


def test_null_clears_an_optional_field(client: Client, optional_field: Field) -> None:
    sample, name = optional_field
    row = create(client, sample)

    changed = data_of(client.patch(path_of(sample, row), json={name: None}))

    assert row[name] is not None
    assert changed[name] is None
    assert read(client, sample, row)[name] is None


def test_a_cleared_field_may_be_set_again(client: Client, optional_field: Field) -> None:
    sample, name = optional_field
    row, value = create(client, sample, **{name: None}), fresh(client, sample)[name]

    changed = data_of(client.patch(path_of(sample, row), json={name: value}))

    assert changed[name] == value


@pytest.mark.checklist("api.input-validation", proves="unchanged")
def test_a_bad_value_changes_nothing(client: Client, fault: Fault) -> None:
    sample, name, value = fault
    row = create(client, sample)

    response = client.patch(path_of(sample, row), json={name: value})

    assert any(field.startswith(f"body.{name}") for field in faults_of(response))
    assert read(client, sample, row) == row


def test_one_bad_value_spoils_the_good_ones(client: Client, required_field: Field) -> None:
    sample, name = required_field
    row = create(client, sample)

    response = client.patch(path_of(sample, row), json={**fresh(client, sample), name: None})

    assert f"body.{name}" in faults_of(response)
    assert read(client, sample, row) == row


@pytest.mark.checklist("api.input-validation", proves="unchanged")
@pytest.mark.parametrize("name", ["id", "created_at", "updated_at", "version", "owner_id", "role"])
def test_what_a_client_may_not_set_is_refused(client: Client, sample: Sample, name: str) -> None:
    row = create(client, sample)
    if name in fresh(client, sample):
        pytest.skip(f"{sample.name} have a field of that name")

    response = client.patch(path_of(sample, row), json={name: row.get(name, 1)})

    assert faults_of(response) == {f"body.{name}"}
    assert read(client, sample, row) == row


def test_a_patch_may_name_its_own_media_type(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    headers = {"Content-Type": "application/merge-patch+json"}

    response = client.patch(path_of(sample, row), content=b"{}", headers=headers)

    data_of(response)


def test_a_json_patch_is_another_thing(client: Client, sample: Sample) -> None:
    row = create(client, sample)
    headers = {"Content-Type": "application/json-patch+json"}

    response = client.patch(path_of(sample, row), content=b"[]", headers=headers)

    error_of(response, 415, "UNSUPPORTED_MEDIA_TYPE")
