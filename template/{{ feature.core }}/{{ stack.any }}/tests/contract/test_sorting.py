"""Lists in an order: by the fields that are listed alone, up and down, ties broken by id."""

from typing import Any

import pytest
from httpx2 import Client

from tests.contract.answers import Json, data_of, faults_of
from tests.contract.cases import Field, Text
from tests.contract.rows import create
from tests.samples import Order, Sample, token

NO_ORDERS = ["", "-", "nothing", "--created_at", "+created_at", "created_at,id", "CREATED_AT", "id"]
INJECTIONS = ["created_at; DROP TABLE companies", "(SELECT 1)", "created_at\0", "version", "*"]


def _place(row: Json, name: str, order: Order) -> tuple[Any, ...]:
    """Where a row stands in rising order: what is empty comes last, ties are broken by id."""
    value = row[name]
    return (1, row["id"]) if value is None else (0, order(value), row["id"])


def _list(client: Client, sample: Sample, sort: str, **query: Any) -> list[Json]:
    rows: list[Json] = data_of(client.get(sample.path, params={"sort": sort, **query}))
    return rows


@pytest.mark.checklist("security.injection", proves="orders")
@pytest.mark.parametrize("sort", [*NO_ORDERS, *INJECTIONS])
def test_an_order_that_is_not_listed_is_refused(client: Client, sample: Sample, sort: str) -> None:
    response = client.get(sample.path, params={"sort": sort})

    assert faults_of(response) == {"query.sort"}


def test_a_field_that_is_not_listed_sorts_nothing(client: Client, sample: Sample) -> None:
    for name in sample.body(0).keys() - sample.sortable.keys():
        assert faults_of(client.get(sample.path, params={"sort": name})) == {"query.sort"}


@pytest.mark.checklist("database.query-tests", proves="orders")
@pytest.mark.parametrize("sign", ["", "-"], ids=["rising", "falling"])
def test_a_list_is_in_order(client: Client, sorted_field: Field, sign: str) -> None:
    sample, name = sorted_field
    for _ in range(3):
        create(client, sample)

    rows = _list(client, sample, f"{sign}{name}", page_size=100)

    places = [_place(row, name, sample.sortable[name]) for row in rows]
    assert places == sorted(places, reverse=bool(sign))


@pytest.mark.parametrize("sign", ["", "-"], ids=["rising", "falling"])
def test_what_is_empty_has_a_place_too(client: Client, sorted_field: Field, sign: str) -> None:
    sample, name = sorted_field
    if name not in sample.optional:
        pytest.skip("it is never empty")
    create(client, sample, **{name: None})

    rows = _list(client, sample, f"{sign}{name}", page_size=100)

    places = [_place(row, name, sample.sortable[name]) for row in rows]
    assert places == sorted(places, reverse=bool(sign))


def test_texts_are_in_order_without_regard_to_case(client: Client, searched_text: Text) -> None:
    sample, name = searched_text.sample, searched_text.name
    if name not in sample.sortable:
        pytest.skip("nothing is sorted by it")
    word = token()
    for end in ("b", "C", "a", "ä", "Z", "_"):
        create(client, sample, **{name: f"{word} {end}"})

    rows = _list(client, sample, name, search=word)

    assert [row[name][-1] for row in rows] == ["_", "a", "b", "C", "Z", "ä"]


@pytest.mark.parametrize("sign", ["", "-"], ids=["rising", "falling"])
def test_pages_of_ties_cover_a_list_once(client: Client, searched_text: Text, sign: str) -> None:
    sample = searched_text.sample
    ties = [n for n in sample.sortable if n in sample.body(0) and n not in sample.unique]
    ties = [name for name in ties if name != searched_text.name]
    if not ties:
        pytest.skip("no two rows can tie")
    word, value = token(), sample.fresh()[ties[0]]
    values = {ties[0]: value}
    ids = [
        create(client, sample, **values, **{searched_text.name: f"{word} {n}"})["id"]
        for n in range(5)
    ]

    pages = [
        _list(client, sample, f"{sign}{ties[0]}", search=word, page_size=2, page=page)
        for page in (1, 2, 3)
    ]

    listed = [row["id"] for page in pages for row in page]
    assert listed == sorted(ids, reverse=bool(sign))
