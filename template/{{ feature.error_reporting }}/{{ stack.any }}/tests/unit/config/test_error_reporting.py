"""Which DSN is one, and which production does not start with."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.config.loading import explain
from tests.unit.config.test_production import SAFE

DSN = "https://0123abcd@crashes.example.com/7"


def faults(**changed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **SAFE | changed)
    return explain(caught.value)


@pytest.mark.parametrize(
    "dsn", ["", DSN, "http://0123abcd@127.0.0.1:9000/7", "https://0123abcd@host.example/sub/7"]
)
def test_what_is_taken(dsn: str):
    settings = Settings(_env_file=None, **SAFE, sentry_dsn=dsn)

    assert settings.sentry_dsn.get_secret_value() == dsn
    assert not dsn or dsn not in repr(settings)


@pytest.mark.parametrize(
    "dsn",
    [
        "crashes.example.com",
        "https://crashes.example.com/7",
        "https://0123abcd@crashes.example.com",
        "https://0123abcd@crashes.example.com/name",
        "ftp://0123abcd@crashes.example.com/7",
        "https://0123abcd@crashes.example.com:99999/7",
        f"{DSN}?token=1",
    ],
)
def test_what_is_no_dsn_is_told_in_one_line_without_it(dsn: str):
    assert faults(sentry_dsn=dsn) == [
        "SENTRY_DSN: should be https://key@host/project, as Sentry shows it"
    ]


@pytest.mark.checklist("operations.error-reporting", proves="secrets")
def test_production_tells_no_crash_in_clear_text():
    (found,) = faults(sentry_dsn="http://0123abcd@crashes.example.com/7")

    assert found.startswith("SENTRY_DSN: sends crashes in clear text.")


def test_a_share_is_between_nought_and_one():
    assert [line.partition(":")[0] for line in faults(sentry_sample_rate=1.5)] == [
        "SENTRY_SAMPLE_RATE"
    ]
