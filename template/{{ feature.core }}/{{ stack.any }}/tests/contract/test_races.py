"""Many at once: exactly one wins, the others are told, and nobody sees a crash."""

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, error_of
from tests.contract.cases import Field
from tests.contract.parallel import at_once, statuses
from tests.contract.rows import create, path_of, read
from tests.parents import fresh
from tests.samples import Sample


@pytest.mark.checklist("database.transactions", proves="one-winner")
def test_of_50_that_take_a_value_one_gets_it(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    wanted = sample.fresh()[name]

    responses = at_once(
        50, lambda _: client.post(sample.path, json={**fresh(client, sample), name: wanted})
    )

    assert statuses(responses) == {201: 1, 409: 49}
    for response in responses:
        if response.status_code == 409:
            error_of(response, 409, "CONFLICT")


def test_of_20_that_take_it_in_any_case_one_gets_it(client: Client, folded_field: Field) -> None:
    sample, name = folded_field
    wanted = sample.fresh()[name]

    def send(number: int) -> Response:
        value = wanted.upper() if number % 2 else wanted
        return client.post(sample.path, json={**fresh(client, sample), name: value})

    assert statuses(at_once(20, send)) == {201: 1, 409: 19}


def test_of_20_that_change_to_a_value_one_gets_it(client: Client, unique_field: Field) -> None:
    sample, name = unique_field
    wanted = sample.fresh()[name]
    paths = [path_of(sample, create(client, sample)) for _ in range(20)]

    responses = at_once(20, lambda number: client.patch(paths[number], json={name: wanted}))

    assert statuses(responses) == {200: 1, 409: 19}


@pytest.mark.checklist("database.transactions", proves="one-winner")
def test_of_20_changes_from_one_version_one_is_made(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))
    headers = {"If-Match": client.get(path).headers["ETag"]}

    responses = at_once(
        20, lambda _: client.patch(path, json=fresh(client, sample), headers=headers)
    )

    assert statuses(responses) == {200: 1, 412: 19}
    winner = next(response for response in responses if response.status_code == 200)
    assert data_of(client.get(path)) == data_of(winner)


def test_of_20_changes_without_a_version_all_are_made(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    responses = at_once(
        20, lambda _: client.patch(path_of(sample, row), json=fresh(client, sample))
    )

    assert statuses(responses) == {200: 20}
    assert len({response.headers["ETag"] for response in responses}) == 20
    assert read(client, sample, row) in [data_of(response) for response in responses]


@pytest.mark.checklist("database.transactions", proves="one-winner")
def test_of_20_deletions_one_is_made(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    responses = at_once(20, lambda _: client.delete(path))

    assert statuses(responses) == {204: 1, 404: 19}


def test_what_is_deleted_among_changes_stays_gone(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    def send(number: int) -> Response:
        if number == 4:
            return client.delete(path)
        return client.patch(path, json=fresh(client, sample))

    responses = at_once(9, send)

    assert responses[4].status_code == 204
    assert set(statuses(responses)) <= {200, 204, 404}
    error_of(client.get(path), 404, "NOT_FOUND")


def test_what_was_answered_is_there(client: Client, sample: Sample) -> None:
    def send(_: int) -> Response:
        response = client.post(sample.path, json=fresh(client, sample))
        return client.get(response.headers["Location"])

    assert statuses(at_once(30, send)) == {200: 30}


def test_readers_and_writers_go_side_by_side(client: Client, sample: Sample) -> None:
    def send(number: int) -> Response:
        if number % 2:
            return client.get(sample.path)
        return client.post(sample.path, json=fresh(client, sample))

    assert statuses(at_once(40, send)) == {200: 20, 201: 20}
