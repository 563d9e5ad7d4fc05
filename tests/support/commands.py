"""The command `backsmith`, run by tests in their own process: quick, and as a user would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from backsmith.cli import run
from tests.support.rendering import template


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def sentences(self) -> list[str]:
        """What it says no with."""
        return [line for line in self.err.splitlines() if not line.startswith("Template ")]


Backsmith = Callable[..., Done]


def backsmith_in(capfd: pytest.CaptureFixture[str], source: Path | None = None) -> Backsmith:
    """Of the template as it lies in the working tree, unless another is named."""

    def call(*arguments: str | Path, template: str | Path | None = None) -> Done:
        said = [str(argument) for argument in arguments]
        code = run([*said, "--template", str(template or source or _here())])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return call


def _here() -> Path:
    return template()


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Modes and bytes, by path; git's own are left out."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
