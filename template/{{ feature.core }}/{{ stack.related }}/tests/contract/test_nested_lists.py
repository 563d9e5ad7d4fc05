"""The list of those that refer to one row: by its own path, or by a filter of the whole list."""

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, error_of, faults_of, pagination_of
from tests.contract.cases import Referring
from tests.contract.rows import create

MISSING = "0198c5a0-0000-7000-8000-000000000000"
FORGED = {"a letter": "x", "a UUID": MISSING, "10 kB": "A" * 10_000}


def family(client: Client, referring: Referring, size: int) -> tuple[str, list[Json]]:
    """The path of the list of one parent's rows, and those rows, the newest first; another parent
    has a row as well."""
    sample, reference = referring
    parent = create(client, reference.to)["id"]
    rows = [create(client, sample, **{reference.name: parent}) for _ in range(size)]
    create(client, sample)
    return reference.nested.format(parent), rows[::-1]


@pytest.mark.checklist("performance.pagination", proves="bounded")
def test_it_has_the_rows_of_its_parent_alone(client: Client, referring: Referring) -> None:
    path, rows = family(client, referring, 2)

    response = client.get(path)

    assert data_of(response) == rows
    assert pagination_of(response) == {
        "page": 1,
        "page_size": 20,
        "total_items": 2,
        "total_pages": 1,
    }


def test_a_filter_finds_the_same(client: Client, referring: Referring) -> None:
    _, rows = family(client, referring, 2)
    wanted = {referring.name: rows[0][referring.name]}

    response = client.get(referring.sample.path, params=wanted)

    assert data_of(response) == rows
    assert pagination_of(response)["total_items"] == 2


def test_a_filter_for_nobody_finds_nothing(client: Client, referring: Referring) -> None:
    response = client.get(referring.sample.path, params={referring.name: MISSING})

    assert data_of(response) == []


@pytest.mark.parametrize("value", ["", "x", "1", f"{MISSING}\0"])
def test_a_filter_for_what_is_no_id_is_refused(
    client: Client, referring: Referring, value: str
) -> None:
    response = client.get(referring.sample.path, params={referring.name: value})

    assert faults_of(response) == {f"query.{referring.name}"}


def test_pages_cover_it_once(client: Client, referring: Referring) -> None:
    path, rows = family(client, referring, 3)

    pages = [
        data_of(client.get(path, params={"page_size": 2, "page": page, "sort": "created_at"}))
        for page in (1, 2)
    ]

    assert [*pages[0], *pages[1]] == rows[::-1]


def test_a_walk_by_cursor_covers_it_once(client: Client, referring: Referring) -> None:
    path, rows = family(client, referring, 3)

    first = client.get(path, params={"cursor": "", "page_size": 2})
    create(client, referring.sample, **{referring.name: rows[0][referring.name]})
    cursor = pagination_of(first)["next_cursor"]
    second = client.get(path, params={"cursor": cursor, "page_size": 2})

    assert [*data_of(first), *data_of(second)] == rows
    assert pagination_of(second)["next_cursor"] is None


@pytest.mark.checklist("performance.pagination", proves="forged")
@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED.keys())
def test_a_forged_cursor_is_refused(client: Client, referring: Referring, cursor: str) -> None:
    path, _ = family(client, referring, 1)

    response = client.get(path, params={"cursor": cursor})

    assert faults_of(response) == {"query.cursor"}


def test_a_parent_without_any_has_an_empty_list(client: Client, referring: Referring) -> None:
    path, _ = family(client, referring, 0)

    response = client.get(path)

    assert data_of(response) == []
    assert pagination_of(response)["total_items"] == 0


def test_a_page_behind_the_last_is_empty(client: Client, referring: Referring) -> None:
    path, _ = family(client, referring, 1)

    response = client.get(path, params={"page": 5})

    assert data_of(response) == []
    assert pagination_of(response)["total_items"] == 1


@pytest.mark.parametrize("query", [{}, {"cursor": ""}, {"page": 2}], ids=str)
def test_nobody_has_no_list(client: Client, referring: Referring, query: dict[str, str]) -> None:
    response = client.get(referring.reference.nested.format(MISSING), params=query)

    error_of(response, 404, "NOT_FOUND")


def test_what_is_no_id_has_no_list(client: Client, referring: Referring) -> None:
    response = client.get(referring.reference.nested.format("x"))

    error_of(response, 400, "VALIDATION_ERROR")


def test_it_is_bounded_and_sorted_as_the_whole_list(client: Client, referring: Referring) -> None:
    path, _ = family(client, referring, 0)
    wrong = {"page": "0", "page_size": "101", "sort": "nothing"}

    response = client.get(path, params=wrong)

    assert faults_of(response) == {f"query.{name}" for name in wrong}


def test_it_is_for_reading(client: Client, referring: Referring) -> None:
    path, _ = family(client, referring, 0)

    response = client.post(path, json={})

    error_of(response, 405, "METHOD_NOT_ALLOWED")
    assert "GET" in response.headers["Allow"]


def test_it_comes_as_json_or_not_at_all(client: Client, referring: Referring) -> None:
    path, _ = family(client, referring, 0)

    response = client.get(path, headers={"Accept": "text/csv"})

    error_of(response, 406, "NOT_ACCEPTABLE")
