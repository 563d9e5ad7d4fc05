"""Search: what a text contains, taken literally, without regard to case."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, faults_of
from tests.contract.cases import Text
from tests.contract.rows import create
from tests.samples import Sample, token


def _found(client: Client, text: Text, search: str) -> list[str]:
    """The values that a search finds, the oldest first."""
    query = {"search": search, "sort": "created_at", "page_size": 100}
    return [row[text.name] for row in data_of(client.get(text.sample.path, params=query))]


@pytest.mark.parametrize("part", ["{}", "in the {}", "{} of it", "a word in the {} of it", "{} "])
def test_a_text_is_found_by_any_part(client: Client, searched_text: Text, part: str) -> None:
    word = token()
    value = f"a word in the {word} of it"
    create(client, searched_text.sample, **{searched_text.name: value})

    assert _found(client, searched_text, part.format(word)) == [value]


def test_a_text_is_not_found_by_what_it_lacks(client: Client, searched_text: Text) -> None:
    word = token()
    create(client, searched_text.sample, **{searched_text.name: f"a word in the {word}"})

    assert _found(client, searched_text, f"{word} of") == []


@pytest.mark.parametrize("wildcard", ["%", "_", "\\", "*", "?", "[a-z]", "%%", "\\%", "'", '"'])
def test_a_wildcard_is_a_character(client: Client, searched_text: Text, wildcard: str) -> None:
    word = token()
    literal, other = f"{word}{wildcard}end", f"{word}xend"
    for value in (literal, other):
        create(client, searched_text.sample, **{searched_text.name: value})

    assert _found(client, searched_text, literal) == [literal]


@pytest.mark.parametrize("wildcard", ["%", "_", "\\"])
def test_a_wildcard_finds_itself_alone(client: Client, searched_text: Text, wildcard: str) -> None:
    sample = searched_text.sample
    create(client, sample, **{searched_text.name: f"{token()} without"})

    rows = data_of(client.get(sample.path, params={"search": wildcard, "page_size": 100}))

    for row in rows:
        assert any(wildcard in (row[name] or "") for name in sample.searchable)


@pytest.mark.parametrize(
    ("value", "search"),
    [
        ("LOUD", "loud"),
        ("quiet", "QUIET"),
        ("Grün", "GRÜN"),
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("Привет", "привет"),
    ],
)
def test_case_does_not_matter(client: Client, searched_text: Text, value: str, search: str) -> None:
    word = token()
    create(client, searched_text.sample, **{searched_text.name: f"{word} {value}"})

    assert _found(client, searched_text, f"{word.upper()} {search}") == [f"{word} {value}"]


def test_an_empty_search_finds_all(client: Client, sample: Sample) -> None:
    row = create(client, sample)

    assert data_of(client.get(sample.path, params={"search": ""}))[0] == row


@pytest.mark.parametrize("search", ["\0", "a\0b", "x" * 201, "x" * 60_000])
def test_a_search_that_no_text_holds_is_refused(
    client: Client, sample: Sample, search: str
) -> None:
    response = client.get(sample.path, params={"search": search})

    assert response.status_code in (400, 414, 431)


def test_a_nul_in_a_search_is_named(client: Client, sample: Sample) -> None:
    response = client.get(sample.path, params={"search": "a\0b"})

    assert faults_of(response) == {"query.search"}


@pytest.mark.parametrize("search", ["%ff", "%ed%a0%80", "%c0%af"])
def test_a_search_in_no_encoding_does_no_harm(client: Client, sample: Sample, search: str) -> None:
    response = client.get(f"{sample.path}?search={search}")

    assert response.status_code in (200, 400)
