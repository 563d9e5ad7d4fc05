"""What an application works with is handed to it, and is its own."""

import httpx2
import pytest

from tests.callers import headers_of
from tests.registry import SAMPLES
from tests.serving import serving

SAMPLE = SAMPLES[0]


@pytest.mark.checklist("maintainability.dependency-injection", proves="settings")
def test_two_in_one_process_have_settings_of_their_own(database_url: str):
    body = {"a field that nobody knows": "x" * 2048}
    narrow = {"database_url": database_url, "max_body_bytes": 1024}
    wide = {"database_url": database_url, "max_body_bytes": 4096}

    with serving(narrow) as one, serving(wide) as other:
        answers = [
            httpx2.post(f"{url}{SAMPLE.path}", json=body, headers=headers_of(url))
            for url in (one, other)
        ]

    assert [answer.status_code for answer in answers] == [413, 400]
