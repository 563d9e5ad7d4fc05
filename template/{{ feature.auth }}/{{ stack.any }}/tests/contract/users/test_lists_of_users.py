"""The list of users, which admins alone see: found, sorted and cut as lists of resources are."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, faults_of, pagination_of
from tests.people import USERS, Person, register
from tests.samples import token

THREE = 3


def _three(anonymous: Client) -> tuple[str, list[Person]]:
    """What to search for, and who is found by it, in the order in which they came."""
    word = token()
    addresses = [f"{letter}.{word}@example.com" for letter in "bca"]
    return word, [register(anonymous, email=email) for email in addresses]


def test_an_account_is_listed_as_it_is_read(client: Client, person: Person) -> None:
    response = client.get(USERS, params={"search": person.email})

    assert data_of(response) == [data_of(client.get(person.path))]
    assert pagination_of(response) == {
        "page": 1,
        "page_size": 20,
        "total_items": 1,
        "total_pages": 1,
    }


def test_the_newest_comes_first(client: Client, person: Person) -> None:
    assert data_of(client.get(USERS))[0]["id"] == person.id


@pytest.mark.parametrize(
    ("sort", "order"), [("email", "abc"), ("created_at", "bca"), ("updated_at", "bca")]
)
def test_users_are_sorted_either_way(
    client: Client, anonymous: Client, sort: str, order: str
) -> None:
    word, _ = _three(anonymous)

    up = data_of(client.get(USERS, params={"search": word, "sort": sort}))
    down = data_of(client.get(USERS, params={"search": word, "sort": f"-{sort}"}))

    assert "".join(user["email"][0] for user in up) == order
    assert down == up[::-1]


@pytest.mark.parametrize("sort", ["password_hash", "password", "role", "id", "x"])
def test_users_are_sorted_by_nothing_else(client: Client, sort: str) -> None:
    response = client.get(USERS, params={"sort": sort})

    assert faults_of(response) == {"query.sort"}


def test_people_are_found_by_their_name(client: Client, anonymous: Client) -> None:
    name = f"Ann {token()}"
    person = register(anonymous, full_name=name)

    users = data_of(client.get(USERS, params={"search": name.upper()}))

    assert [user["id"] for user in users] == [person.id]


@pytest.mark.parametrize("form", ["%{}", "_{}", "{}\\", "argon2", "$argon2id$"])
def test_nothing_else_is_searched(client: Client, person: Person, form: str) -> None:
    search = form.format(person.email)

    assert data_of(client.get(USERS, params={"search": search})) == []


def test_pages_cover_the_list_once(client: Client, anonymous: Client) -> None:
    word, people = _three(anonymous)
    query = {"search": word, "page_size": 2, "sort": "created_at"}

    pages = [client.get(USERS, params={**query, "page": page}) for page in (1, 2, 3)]

    ids = [[user["id"] for user in data_of(page)] for page in pages]
    assert ids == [[people[0].id, people[1].id], [people[2].id], []]
    assert {pagination_of(page)["total_items"] for page in pages} == {THREE}


def test_a_walk_by_cursor_covers_the_list_once(client: Client, anonymous: Client) -> None:
    word, people = _three(anonymous)
    walked: list[str] = []
    cursor = ""
    for _ in range(2):
        query = {"search": word, "page_size": 2, "cursor": cursor}
        response = client.get(USERS, params=query)
        walked += [user["id"] for user in data_of(response)]
        cursor = pagination_of(response)["next_cursor"] or ""

    assert walked == [person.id for person in people[::-1]]
    assert cursor == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "0"), ("page_size", "101"), ("cursor", "x"), ("search", "a\0b")],
)
def test_a_query_that_does_not_hold_is_refused(client: Client, name: str, value: str) -> None:
    response = client.get(USERS, params={name: value})

    assert faults_of(response) == {f"query.{name}"}
