"""References: they lead to a row, or are refused; a deletion does what each of them says."""

from collections.abc import Iterator

import pytest
from httpx2 import Client, Response

from tests.contract.answers import Json, data_of, error_of
from tests.contract.cases import Referring
from tests.contract.parallel import at_once, statuses
from tests.contract.rows import create, path_of, read
from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Reference, Sample

MISSING = "0198c5a0-0000-7000-8000-000000000000"
ROUNDS, CLIENTS = 3, 12


def parent_of(client: Client, referring: Referring, row: Json) -> str:
    """The path of what a row refers to."""
    return f"{referring.reference.to.path}/{row[referring.name]}"


def test_a_row_that_refers_to_nobody_is_refused(client: Client, referring: Referring) -> None:
    sample, reference = referring
    body = fresh(client, sample)

    response = client.post(sample.path, json={**body, reference.name: MISSING})

    error_of(response, 422, reference.unknown)
    assert MISSING not in response.text
    data_of(client.post(sample.path, json=body), 201)


def test_a_change_to_nobody_is_refused(client: Client, referring: Referring) -> None:
    sample, reference = referring
    row = create(client, sample)

    response = client.patch(path_of(sample, row), json={reference.name: MISSING})

    error_of(response, 422, reference.unknown)
    assert read(client, sample, row) == row


def test_a_reference_may_lead_elsewhere(client: Client, referring: Referring) -> None:
    sample, reference = referring
    row, other = create(client, sample), create(client, reference.to)

    changed = data_of(client.patch(path_of(sample, row), json={reference.name: other["id"]}))

    assert changed[reference.name] == other["id"]
    assert client.delete(parent_of(client, referring, row)).status_code == 204
    assert read(client, sample, row) == changed


def test_a_deletion_does_what_the_reference_says(client: Client, referring: Referring) -> None:
    sample, reference = referring
    row = create(client, sample)
    before = client.get(path_of(sample, row))

    response = client.delete(parent_of(client, referring, row))
    after = client.get(path_of(sample, row))

    match reference.on_delete:
        case "restrict":
            error_of(response, 409, "CONFLICT")
            assert data_of(after) == row
            data_of(client.get(parent_of(client, referring, row)))
        case "cascade":
            assert response.status_code == 204
            error_of(after, 404, "NOT_FOUND")
        case _:
            assert response.status_code == 204
            assert data_of(after) == {**row, reference.name: None}
            assert after.headers["ETag"] != before.headers["ETag"]


def test_what_holds_a_row_holds_all_that_would_take_it_along(client: Client) -> None:
    for sample, reference in _restricting():
        row = create(client, sample)
        held = read(client, reference.to, {"id": row[reference.name]})
        for path in _taking_along(client, reference.to, held):
            error_of(client.delete(path), 409, "CONFLICT")
        assert read(client, sample, row) == row


def test_what_nobody_refers_to_any_more_is_deleted(client: Client, referring: Referring) -> None:
    row = create(client, referring.sample)
    client.delete(path_of(referring.sample, row))

    response = client.delete(parent_of(client, referring, row))

    assert response.status_code == 204


def test_a_copy_with_a_cleared_reference_is_stale(client: Client, referring: Referring) -> None:
    """What was read before is neither current nor good for a change; what is read now is both."""
    sample, reference = referring
    row = create(client, sample)
    path, tag = path_of(sample, row), client.get(path_of(sample, row)).headers["ETag"]
    removed = client.delete(parent_of(client, referring, row)).status_code == 204
    gone = removed and reference.on_delete == "cascade"

    answers = [
        client.get(path, headers={"If-None-Match": tag}),
        client.patch(path, json={}, headers={"If-Match": tag}),
    ]

    expected = [404, 404] if gone else [200, 412] if removed else [304, 200]
    assert [answer.status_code for answer in answers] == expected


@pytest.mark.checklist("database.transactions", proves="one-winner")
@pytest.mark.parametrize("_", range(ROUNDS))
def test_who_refers_to_what_is_being_deleted_is_told(
    client: Client, referring: Referring, _: int
) -> None:
    sample, reference = referring
    parent = create(client, reference.to)
    bodies = [fresh(client, sample) | {reference.name: parent["id"]} for _ in range(CLIENTS)]

    def send(number: int) -> Response:
        if number == CLIENTS // 2:
            return client.delete(path_of(reference.to, parent))
        return client.post(sample.path, json=bodies[number])

    responses = at_once(CLIENTS, send)

    deleted = responses.pop(CLIENTS // 2)
    made = [response for response in responses if response.status_code == 201]
    assert set(statuses(responses)) <= {201, 422}
    assert deleted.status_code == (409 if reference.on_delete == "restrict" and made else 204)
    for response in made:
        _refers_to_what_is_there(client, referring, response, deleted)


def _refers_to_what_is_there(
    client: Client, referring: Referring, made: Response, deleted: Response
) -> None:
    found = client.get(made.headers["Location"])
    if deleted.status_code == 409:
        data_of(client.get(parent_of(client, referring, data_of(found))))
    elif referring.reference.on_delete == "cascade":
        error_of(found, 404, "NOT_FOUND")
    else:
        assert data_of(found)[referring.name] is None


def _restricting() -> Iterator[tuple[Sample, Reference]]:
    for sample in SAMPLES:
        for reference in sample.references:
            if reference.on_delete == "restrict":
                yield sample, reference


def _taking_along(client: Client, sample: Sample, row: Json) -> Iterator[str]:
    """The paths of all rows with which this one would be deleted; its own is the first."""
    yield path_of(sample, row)
    for reference in sample.references:
        if reference.on_delete == "cascade":
            above = read(client, reference.to, {"id": row[reference.name]})
            yield from _taking_along(client, reference.to, above)
