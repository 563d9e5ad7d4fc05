"""Fixtures of the tests of the command line."""

import pytest

from tests.cli.resources.commands import Backsmith


@pytest.fixture
def backsmith(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Backsmith:
    return Backsmith(monkeypatch, capfd)
