"""Other Pythons than the one that runs the tests: there, or loudly said not to be."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support.databases import NOT_TESTED
from tests.support.processes import attempt
from tools.render import ROOT

OFFERED: list[str] = yaml.safe_load((ROOT / "copier.yml").read_text())["python_version"]["choices"]
"""What a service may ask for: `3.11`."""

PROMISED = "PYTHONS"
"""The variable with which a pipeline says which Pythons it has."""


def need(version: str) -> Path:
    """Skips the test where there is no such Python; fails it where a pipeline promises one."""
    for python in _candidates(version):
        if _is(python, version):
            return python
    reason = f"{NOT_TESTED}Python {version}, as there is no python{version} on the path"
    if version in os.environ.get(PROMISED, "").split():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _candidates(version: str) -> Iterator[Path]:
    """Our own first; then those on the path, and what stands behind a shim of pyenv."""
    yield Path(sys.executable)
    for folder in map(Path, os.environ.get("PATH", os.defpath).split(os.pathsep)):
        yield folder / f"python{version}"
        yield from sorted((folder.parent / "versions").glob(f"{version}.*/bin/python{version}"))


def _is(python: Path, version: str) -> bool:
    if not os.access(python, os.X_OK):
        return False
    asked = "import sys; print(*sys.version_info[:2], sep='.')"
    done = attempt(python, "-c", asked, cwd=ROOT)
    return done.returncode == 0 and done.stdout.strip() == version
