"""Texts are stored and sent back byte for byte, up to their limit in characters."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of, faults_of
from tests.contract.cases import Text
from tests.contract.rows import create, path_of, read
from tests.samples import Sample, token

TEXTS = {
    "quotes": "\"double\" 'single' `back`",
    "backslashes": r"C:\new\table \u0041",
    "SQL": "'; DROP TABLE companies; --",
    "HTML": "<script>alert('&amp;')</script>",
    "a template": "{{ 7 * 7 }} ${7 * 7} %(name)s {0}",
    "emoji": "👩🏽‍🚀🇪🇺",
    "right to left": "שלום \u202eمرحبا\u202c",
    "Chinese": "你好，世界",
    "combining marks": "e\u0301 \u1e9e ﬀ İ",
    "no Unicode normal form": "\u212b \ufb01",
    "an escape": "red \x1b[31m text",
    "the last characters": "\uffff \U0010ffff",
    "a line separator": "a\u2028b\u2029c",
    "a private character": "\ue000",
}
LENGTHS = [300, 3000, 70_000]
JSON = {"Content-Type": "application/json"}


@pytest.mark.checklist("security.injection", proves="values")
@pytest.mark.parametrize("value", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_comes_back_as_it_was(client: Client, text: Text, value: str) -> None:
    value = f"{token()} {value}"
    if len(value) > text.longest:
        pytest.skip("the field is too short")

    row = data_of(client.post(text.sample.path, json=text.body(client, value)), 201)

    assert row[text.name] == value
    assert read(client, text.sample, row)[text.name] == value


def test_an_escaped_text_is_the_same_text(client: Client, text: Text) -> None:
    word = token()[: text.longest]
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in word)
    row = create(client, text.sample)
    body = f'{{"{text.name}":"{escaped}"}}'

    changed = data_of(client.patch(path_of(text.sample, row), content=body, headers=JSON))

    assert changed[text.name] == word


@pytest.mark.parametrize("character", ["x", "é", "👩"])
def test_a_text_may_be_as_long_as_its_limit(client: Client, text: Text, character: str) -> None:
    value = token()[: text.longest].ljust(text.longest, character)

    row = data_of(client.post(text.sample.path, json=text.body(client, value)), 201)

    assert read(client, text.sample, row)[text.name] == value


@pytest.mark.parametrize("character", ["x", "é", "👩"])
def test_a_text_beyond_its_limit_is_refused(client: Client, text: Text, character: str) -> None:
    value = character * (text.longest + 1)

    response = client.post(text.sample.path, json=text.body(client, value))

    assert faults_of(response) == {f"body.{text.name}"}


@pytest.mark.parametrize("length", LENGTHS)
def test_a_long_text_is_refused_or_kept_whole(client: Client, text: Text, length: int) -> None:
    value = token().ljust(length, "x")

    response = client.post(text.sample.path, json=text.body(client, value))

    if length > text.longest:
        assert faults_of(response) == {f"body.{text.name}"}
    else:
        assert read(client, text.sample, data_of(response, 201))[text.name] == value


def test_blanks_around_a_text(client: Client, text: Text) -> None:
    word = token()
    value = f" \t{word}\n "
    if len(value) > text.longest:
        pytest.skip("the field is too short")

    row = data_of(client.post(text.sample.path, json=text.body(client, value)), 201)

    assert row[text.name] == (word if text.trimmed else value)


def test_nothing_but_blanks_is_no_text(client: Client, sample: Sample) -> None:
    blank = {text.name: " \t\n\u00a0" for text in sample.texts if text.trimmed and text.shortest}
    if not blank:
        pytest.skip("it has no text that must be there")

    response = client.post(sample.path, json={**sample.fresh(), **blank})

    assert faults_of(response) == {f"body.{name}" for name in blank}
