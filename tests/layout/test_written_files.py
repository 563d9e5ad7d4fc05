"""Files that a tool writes from others are as it would write them now."""

import sys

import pytest

from tests.support.processes import attempt
from tools.render import ROOT


@pytest.mark.parametrize("tool", ["tools.derive_sync", "tools.reference"])
def test_no_file_is_stale(tool: str) -> None:
    """As a pipeline checks it."""
    done = attempt(sys.executable, "-m", tool, "--check", cwd=ROOT)

    assert done.stdout + done.stderr == ""
    assert done.returncode == 0
