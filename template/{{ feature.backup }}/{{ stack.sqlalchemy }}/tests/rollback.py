"""Takes the last migration back, as `make rollback` does: here with Alembic."""

import os
import subprocess
import sys

from tests.processes import ROOT


def take_back(url: str) -> None:
    """Raises where that fails."""
    subprocess.run(
        [sys.executable, "-m", "alembic", "downgrade", "-1"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        check=True,
    )
