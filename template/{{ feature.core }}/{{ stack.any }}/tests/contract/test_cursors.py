"""Lists, page by page, by a cursor: nothing twice and nothing missed while rows are added."""

from base64 import urlsafe_b64encode

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, faults_of, pagination_of
from tests.contract.cases import Pair, Text
from tests.contract.rows import create, path_of
from tests.samples import Sample, token

FORGED = {
    "a letter": "x",
    "words": "let me in",
    "a number": "1",
    "a UUID": "0198c5a0-0000-7000-8000-000000000000",
    "a UUID in base64": urlsafe_b64encode(bytes(16)).decode(),
    "noughts": urlsafe_b64encode(bytes(32)).decode().rstrip("="),
    "padding": "====",
    "a NUL": "\0",
    "an accent": "é",
    "10 kB": "A" * 10_000,
    "SQL": "' OR 1=1 --",
}


def _page(
    client: Client, sample: Sample, cursor: str, **query: str | int
) -> tuple[list[Json], str]:
    """The rows of a page, and the cursor of the next; empty at the end."""
    params = {"cursor": cursor, "page_size": 2, **query}
    response = client.get(sample.path, params=params)
    return data_of(response), pagination_of(response)["next_cursor"] or ""


def _cursor(client: Client, sample: Sample) -> str:
    """One that is taken."""
    for _ in range(2):
        create(client, sample)
    return _page(client, sample, "", page_size=1)[1]


def test_an_empty_cursor_starts_at_the_newest(client: Client, sample: Sample) -> None:
    older, newer = create(client, sample), create(client, sample)

    response = client.get(sample.path, params={"cursor": "", "page_size": 2})

    assert data_of(response) == [newer, older]
    assert set(pagination_of(response)) == {"page_size", "next_cursor"}
    assert pagination_of(response)["page_size"] == 2


@pytest.mark.checklist("performance.pagination", proves="cursors")
def test_a_walk_is_stable_while_rows_are_added(client: Client, sample: Sample) -> None:
    ids = [create(client, sample)["id"] for _ in range(5)]
    walked: list[str] = []
    cursor = ""
    for _ in range(3):
        rows, cursor = _page(client, sample, cursor)
        walked += [row["id"] for row in rows]
        create(client, sample)

    assert walked[:5] == ids[::-1]
    assert len(set(walked)) == len(walked)


@pytest.mark.checklist("database.query-tests", proves="cursors")
def test_a_walk_goes_on_when_its_last_row_is_deleted(client: Client, sample: Sample) -> None:
    oldest, middle, newest = (create(client, sample) for _ in range(3))
    rows, cursor = _page(client, sample, "")

    client.delete(path_of(sample, middle))

    assert rows == [newest, middle]
    assert _page(client, sample, cursor)[0][0] == oldest


def test_a_walk_comes_to_an_end(client: Client, searched_text: Text) -> None:
    word = token()
    sizes = []
    for number in range(4):
        create(client, searched_text.sample, **{searched_text.name: f"{word} {number}"})
    cursor = ""
    while cursor or not sizes:
        rows, cursor = _page(client, searched_text.sample, cursor, search=word)
        sizes.append(len(rows))

    assert sizes == [2, 2]


def test_a_list_of_nothing_has_no_next_page(client: Client, searched_text: Text) -> None:
    params = {"cursor": "", "search": token()}

    response = client.get(searched_text.sample.path, params=params)

    assert data_of(response) == []
    assert pagination_of(response) == {"page_size": 20, "next_cursor": None}


@pytest.mark.checklist("performance.pagination", proves="forged")
@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED.keys())
def test_a_forged_cursor_is_refused(client: Client, sample: Sample, cursor: str) -> None:
    response = client.get(sample.path, params={"cursor": cursor})

    assert faults_of(response) == {"query.cursor"}


@pytest.mark.parametrize("place", [0, 10, 21, 22, 30, -1])
def test_a_cursor_with_one_other_letter_is_refused(
    client: Client, sample: Sample, place: int
) -> None:
    letters = list(_cursor(client, sample))
    letters[place] = "A" if letters[place] != "A" else "B"

    response = client.get(sample.path, params={"cursor": "".join(letters)})

    assert faults_of(response) == {"query.cursor"}


@pytest.mark.parametrize("change", ["{}x", "{}=", " {}", "{}\n"])
def test_a_cursor_with_more_to_it_is_refused(client: Client, sample: Sample, change: str) -> None:
    cursor = _cursor(client, sample)

    response = client.get(sample.path, params={"cursor": change.format(cursor)})

    assert faults_of(response) == {"query.cursor"}


def test_a_cursor_of_another_list_is_refused(client: Client, pair: Pair) -> None:
    cursor = _cursor(client, pair.sample)

    response = client.get(pair.other.path, params={"cursor": cursor})

    assert faults_of(response) == {"query.cursor"}


@pytest.mark.parametrize("size", ["0", "-1", "101", "abc"])
def test_a_page_by_cursor_has_the_same_bounds(client: Client, sample: Sample, size: str) -> None:
    response = client.get(sample.path, params={"cursor": "", "page_size": size})

    assert faults_of(response) == {"query.page_size"}
