"""What a test needs, and this machine may lack: a server, a program."""

import os
from typing import NoReturn

import pytest

LACKING: set[str] = set()
"""Why tests were skipped; told once more at the end of the run."""


def lack(reason: str) -> NoReturn:
    """Skips the test, loudly. With CI=true it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    LACKING.add(reason)
    pytest.skip(reason)
