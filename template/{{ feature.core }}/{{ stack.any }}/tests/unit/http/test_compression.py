"""Which answers are compressed, and for whom."""

import gzip

import pytest

from app.http.compression import MAXIMUM, MINIMUM, encoded, is_worth_it, prefers_gzip

BODY = b'{"success":true}' * 100
JSON = ("Content-Type", "application/json")


@pytest.mark.parametrize(
    "accepted",
    [
        "gzip",
        "GZIP",
        "x-gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "gzip;q=0.001",
        "*",
        "*;q=0.5",
        "gzip, identity",
        "gzip, identity;q=0",
        "gzip, *;q=0",
        "identity;q=0.5, *;q=1",
        " gzip ; q=1 , br",
    ],
)
def test_a_client_that_takes_gzip_gets_it(accepted: str):
    assert prefers_gzip(accepted)


@pytest.mark.parametrize(
    "accepted",
    [
        "",
        "br",
        "identity",
        "identity;q=0",
        "gzip;q=0",
        "gzip;q=0.000, *",
        "*;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=0.5, *",
        "identity;q=1, *;q=0.5",
        "gzip;q=much",
        "gzip;q=",
        "gzip;q=nan",
        "gzipped",
        ",;,=",
    ],
)
def test_any_other_client_gets_plain_bytes(accepted: str):
    assert not prefers_gzip(accepted)


def test_what_is_short_or_very_long_is_not_worth_it():
    worth = [is_worth_it(length) for length in (0, MINIMUM - 1, MINIMUM, MAXIMUM, MAXIMUM + 1)]

    assert worth == [False, False, True, True, False]


def test_the_headers_tell_of_the_compressed_body():
    given = [JSON, ("content-length", str(len(BODY))), ("ETag", '"7"'), ("Vary", "Origin")]

    headers, body = encoded(200, given, BODY, "gzip")

    assert gzip.decompress(body) == BODY
    assert headers == [
        JSON,
        ("content-length", str(len(body))),
        ("ETag", '"7-gzip"'),
        ("Vary", "Origin"),
        ("Content-Encoding", "gzip"),
        ("Vary", "Accept-Encoding"),
    ]


def test_the_same_body_is_the_same_bytes_again():
    assert encoded(200, [JSON], BODY, "gzip") == encoded(200, [JSON], BODY, "gzip")


def test_plain_bytes_tell_that_others_may_get_something_else():
    headers, body = encoded(200, [JSON, ("ETag", '"7"')], BODY, "")

    assert body == BODY
    assert headers == [JSON, ("ETag", '"7"'), ("Vary", "Accept-Encoding")]


@pytest.mark.parametrize(
    "header",
    [
        ("Cache-Control", "no-store"),
        ("cache-control", "private, No-Store"),
        ("Cache-Control", "no-transform"),
        ("Content-Encoding", "br"),
        ("content-type", "image/png"),
        ("Content-Type", "application/octet-stream"),
        ("Content-Type", ""),
    ],
)
def test_what_must_stay_as_it_is_does(header: tuple[str, str]):
    given = [header] if header[0].lower() == "content-type" else [JSON, header]

    assert encoded(200, given, BODY, "gzip") == (given, BODY)


def test_a_part_of_a_file_stays_as_it_is():
    assert encoded(206, [JSON], BODY, "gzip") == ([JSON], BODY)


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "text/html; charset=utf-8", "Application/Problem+JSON", "text/csv"],
)
def test_text_of_any_kind_is_compressed(content_type: str):
    _, body = encoded(200, [("Content-Type", content_type)], BODY, "gzip")

    assert len(body) < len(BODY)
