"""A database server that is not there: skipped loudly on a laptop, a failure in a pipeline."""

import pytest

from tests.support import databases

NOBODY = ("127.0.0.1", 1)


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(databases.ADDRESSES, "postgresql", NOBODY)


def test_on_a_laptop_it_is_skipped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="NOT TESTED: postgresql, as no server"):
        databases.need("postgresql")


def test_in_a_pipeline_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="NOT TESTED: postgresql, as no server"):
        databases.need("postgresql")


def test_sqlite_needs_no_server() -> None:
    databases.need("sqlite")
