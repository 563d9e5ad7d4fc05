"""What tests of the command line share."""

from pathlib import Path

import pytest

from tests.support.commands import Backsmith, backsmith_in


@pytest.fixture
def backsmith(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Backsmith:
    """The command, run in an empty folder by somebody whom git knows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.com")
    return backsmith_in(capfd)
