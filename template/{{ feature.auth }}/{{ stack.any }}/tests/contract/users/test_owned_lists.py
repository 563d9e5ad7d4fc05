"""Lists hold the rows of who asks; of an admin, all. Nothing of them tells of those of others."""

from collections.abc import Iterator

import pytest
from httpx2 import Client, Response

from tests.contract.answers import data_of, pagination_of
from tests.contract.cases import Text
from tests.contract.rows import create
from tests.contract.users.conftest import Enter
from tests.people import Person
from tests.samples import Sample, token

own_lists = pytest.mark.checklist("security.authorization", proves="lists")


def _pages(client: Client, sample: Sample) -> Iterator[Response]:
    """Each page of the whole list, by cursor."""
    cursor: str | None = ""
    while cursor is not None:
        yield (page := client.get(sample.path, params={"cursor": cursor, "page_size": 100}))
        cursor = pagination_of(page)["next_cursor"]


def _all(client: Client, sample: Sample) -> set[str]:
    return {row["id"] for page in _pages(client, sample) for row in data_of(page)}


@own_lists
def test_a_list_holds_own_rows_alone(user: Client, other: Client, sample: Sample) -> None:
    mine, theirs = create(user, sample)["id"], create(other, sample)["id"]

    ids = _all(user, sample)

    assert mine in ids
    assert theirs not in ids
    assert not ids & _all(other, sample)


@own_lists
@pytest.mark.parametrize("sort", ["created_at", "-created_at"])
def test_a_numbered_page_counts_own_rows_alone(
    user: Client, person: Person, enter: Enter, sample: Sample, sort: str
) -> None:
    create(user, sample)
    theirs = enter(person)
    row = create(theirs, sample)

    page = theirs.get(sample.path, params={"sort": sort})

    assert data_of(page) == [row]
    assert pagination_of(page)["total_items"] == 1


@own_lists
def test_who_has_made_nothing_has_nothing(
    user: Client, person: Person, enter: Enter, sample: Sample
) -> None:
    create(user, sample)
    theirs = enter(person)

    page = theirs.get(sample.path)

    assert data_of(page) == []
    assert (pagination_of(page)["total_items"], pagination_of(page)["total_pages"]) == (0, 0)


@own_lists
def test_a_search_finds_own_rows_alone(
    user: Client, other: Client, client: Client, searched_text: Text
) -> None:
    sample, word = searched_text.sample, token()
    row = create(user, sample, **{searched_text.name: word})

    found = [data_of(who.get(sample.path, params={"search": word})) for who in (user, other)]

    assert found == [[row], []]
    assert data_of(client.get(sample.path, params={"search": word})) == [row]


@own_lists
def test_the_cursor_of_another_shows_nothing_of_theirs(
    user: Client, other: Client, sample: Sample
) -> None:
    theirs = {create(user, sample)["id"] for _ in range(3)}
    page = user.get(sample.path, params={"cursor": "", "page_size": 1})
    params = {"cursor": pagination_of(page)["next_cursor"]}

    response = other.get(sample.path, params=params)

    assert response.status_code in (200, 400)
    rows = response.json().get("data", [])
    assert not {row["id"] for row in rows} & theirs


@own_lists
def test_an_admin_lists_all_rows(
    client: Client, user: Client, other: Client, sample: Sample
) -> None:
    ids = {create(who, sample)["id"] for who in (client, user, other)}

    assert ids <= _all(client, sample)
