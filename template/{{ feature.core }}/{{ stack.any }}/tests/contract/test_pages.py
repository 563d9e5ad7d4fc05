"""Lists, page by page, by number."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, faults_of, pagination_of
from tests.contract.cases import Text
from tests.contract.rows import create
from tests.samples import Sample, token

NO_NUMBERS = {
    "nothing": "",
    "a blank": " ",
    "a word": "abc",
    "a fraction": "1.5",
    "-1": "-1",
    "0": "0",
    "2^63": "9223372036854775808",
    "10^30": f"1{'0' * 30}",
    "10^5000": f"1{'0' * 5000}",
    "1e400": "1e400",
    "NaN": "nan",
    "a NUL": "1\0",
    "hexadecimal": "0x10",
    "an array": "[1]",
}
FIVE = 5


def _five_rows(client: Client, text: Text) -> tuple[str, list[str]]:
    """What to search for, and the ids of those that are found by it."""
    word = token()
    values = [f"{word} {number}" for number in range(FIVE)]
    return word, [create(client, text.sample, **{text.name: value})["id"] for value in values]


@pytest.mark.checklist("performance.pagination", proves="bounded")
def test_a_list_is_cut_into_twenties(client: Client, sample: Sample) -> None:
    create(client, sample)

    response = client.get(sample.path)

    pagination = pagination_of(response)
    assert set(pagination) == {"page", "page_size", "total_items", "total_pages"}
    assert (pagination["page"], pagination["page_size"]) == (1, 20)
    assert pagination["total_items"] >= 1
    assert pagination["total_pages"] == -(-pagination["total_items"] // 20)
    assert len(data_of(response)) == min(20, pagination["total_items"])


def test_the_newest_comes_first(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    assert data_of(client.get(sample.path))[0] == row


@pytest.mark.parametrize("size", [1, 2, 100])
def test_a_page_has_the_size_that_is_asked_for(client: Client, sample: Sample, size: int) -> None:
    rows = [create(client, sample)["id"] for _ in range(2)]

    response = client.get(sample.path, params={"page_size": size})

    pagination = pagination_of(response)
    assert pagination["page_size"] == size
    assert len(data_of(response)) == min(size, pagination["total_items"])
    assert data_of(response)[0]["id"] == rows[-1]


@pytest.mark.parametrize("name", ["page", "page_size"])
@pytest.mark.parametrize("value", NO_NUMBERS.values(), ids=NO_NUMBERS.keys())
def test_what_is_no_number_of_a_page_is_refused(
    client: Client, sample: Sample, name: str, value: str
) -> None:
    response = client.get(sample.path, params={name: value})

    assert faults_of(response) == {f"query.{name}"}


@pytest.mark.checklist("performance.pagination", proves="bounded")
@pytest.mark.parametrize("size", [101, 1_000_000])
def test_a_page_has_a_hundred_rows_at_most(client: Client, sample: Sample, size: int) -> None:
    response = client.get(sample.path, params={"page_size": size})

    assert faults_of(response) == {"query.page_size"}


@pytest.mark.checklist("api.input-validation", proves="every-fault")
def test_every_fault_of_a_query_is_named_at_once(client: Client, sample: Sample) -> None:
    wrong = {"page": "x", "page_size": "x", "sort": "x", "search": "x\0"}

    response = client.get(sample.path, params=wrong)

    assert faults_of(response) == {f"query.{name}" for name in wrong}


def test_pages_cover_a_list_once(client: Client, searched_text: Text) -> None:
    word, ids = _five_rows(client, searched_text)
    pages = [
        data_of(
            client.get(
                searched_text.sample.path,
                params={"search": word, "page_size": 2, "page": page, "sort": "created_at"},
            )
        )
        for page in (1, 2, 3)
    ]

    assert [[row["id"] for row in page] for page in pages] == [ids[0:2], ids[2:4], ids[4:]]


@pytest.mark.parametrize("page", [1, 2, 3, 4, 1_000_000_000])
def test_every_page_tells_the_totals(client: Client, searched_text: Text, page: int) -> None:
    word, _ = _five_rows(client, searched_text)

    response = client.get(
        searched_text.sample.path, params={"search": word, "page_size": 2, "page": page}
    )

    assert pagination_of(response) == {
        "page": page,
        "page_size": 2,
        "total_items": FIVE,
        "total_pages": 3,
    }


def test_a_page_behind_the_last_is_empty(client: Client, searched_text: Text) -> None:
    word, _ = _five_rows(client, searched_text)

    response = client.get(
        searched_text.sample.path, params={"search": word, "page_size": 5, "page": 2}
    )

    assert data_of(response) == []


def test_no_rows_are_no_pages(client: Client, searched_text: Text) -> None:
    response = client.get(searched_text.sample.path, params={"search": token()})

    pagination = pagination_of(response)
    assert (pagination["total_items"], pagination["total_pages"]) == (0, 0)
    assert data_of(response) == []
