"""Runs a tool of the pipeline as `make check` does, from the root of the service."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

Done = subprocess.CompletedProcess[str]


def run_module(*command: str, stdin: str = "", **variables: str) -> Done:
    """`python -m COMMAND`, with what it said."""
    return run(sys.executable, "-m", *command, stdin=stdin, **variables)


def run(*command: str | Path, stdin: str = "", **variables: str) -> Done:
    return subprocess.run(
        command,
        cwd=ROOT,
        input=stdin,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def found_nothing(done: Done) -> None:
    """Fails with all that the tool has found."""
    assert done.returncode == 0, done.stdout + done.stderr
