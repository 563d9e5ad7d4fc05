"""What is JSON, and what is not."""

import pytest

from app.http.errors import MalformedRequest, UnsupportedMediaType
from app.http.json_input import DEEPEST, parse, require_json


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}}",
        b"{'a':1}",
        b"\x00",
        b"\xff",
        b'"\xed\xa0\x80"',
        b'"\\ud800"',
        b"NaN",
        b"[Infinity]",
        b'{"a":[1e999]}',
        b"1" * 5000,
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_not_json_is_malformed(body: bytes):
    with pytest.raises(MalformedRequest):
        parse(body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        (b"[1e308]", [1e308]),
        (b'{"a":"1e999"}', {"a": "1e999"}),
        (b"[" * DEEPEST + b"]" * DEEPEST, None),
    ],
    ids=["a pair of surrogates", "a large number", "a text like a number", "as deep as may be"],
)
def test_what_is_json_is_read(body: bytes, value: object):
    found = parse(body)

    assert value is None or found == value


def test_brackets_inside_of_a_text_are_no_nesting():
    assert parse(b'["' + b"[{" * 100 + b'\\"[[[["]')


@pytest.mark.parametrize(
    ("media_type", "coding"),
    [
        ("", ""),
        ("text/plain", ""),
        ("application/xml", ""),
        ("application/x-www-form-urlencoded", ""),
        ("application/json", "gzip"),
    ],
)
def test_another_media_type_is_refused(media_type: str, coding: str):
    with pytest.raises(UnsupportedMediaType):
        require_json(media_type, coding, method="POST")


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_is_taken_however_it_is_written(media_type: str):
    require_json(media_type, "identity", method="POST")
