"""`backsmith`, as a person or a script runs it: a process of its own, without a terminal."""

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from tests.support.processes import attempt

COMMAND = (sys.executable, "-m", "backsmith")
_HERE = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}


def backsmith(project: Path, *arguments: str) -> CompletedProcess[str]:
    """In the project's folder, whatever comes of it."""
    return attempt(*COMMAND, *arguments, cwd=project, environment=_HERE)


def backsmith_json(project: Path, *arguments: str, code: int = 0) -> Any:
    """What it prints on stdout, which is one document and nothing else."""
    done = backsmith(project, *arguments, "--json")
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def refusal(project: Path, *arguments: str, code: int = 1) -> str:
    """The sentences of a command that says no: short, on stderr, without a traceback."""
    done = backsmith(project, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
    return done.stderr
