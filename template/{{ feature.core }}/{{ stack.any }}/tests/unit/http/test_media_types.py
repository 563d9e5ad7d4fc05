"""What a client takes."""

import pytest

from app.http.media_types import accepts_json


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "application/*",
        "text/html, application/json;q=0.1",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/json;q=no-number",
    ],
)
def test_json_is_among_what_is_taken(accept: str):
    assert accepts_json(accept)


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "application/json;q=0", "application/json;q=0, */*"]
)
def test_json_is_not_among_what_is_taken(accept: str):
    assert not accepts_json(accept)
