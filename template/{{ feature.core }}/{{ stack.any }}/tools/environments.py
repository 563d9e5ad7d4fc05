"""Environments of their own, for tools that bring what the service must not be installed with.

Each lies inside of the service's own environment, and is made when it is first asked for.
"""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_STAMP = "pins.txt"


class Unavailable(Exception):
    """A tool is not there, and can't be installed; says why."""


def python_of(tool: Path) -> Path:
    """The interpreter that has what the tool needs, in the versions of its `constraints.txt`.

    `tool` is the folder of its package. Raises Unavailable.
    """
    place, pins = Path(sys.prefix) / tool.name, tool / "constraints.txt"
    if not _is_up_to_date(place, pins):
        with TemporaryDirectory(dir=place.parent, prefix=f"{tool.name}-") as folder:
            made = Path(folder) / "made"
            _install(made, pins)
            _put_in_place(made, place, pins)
    return place / "bin" / "python"


def _is_up_to_date(place: Path, pins: Path) -> bool:
    stamp = place / _STAMP
    return stamp.exists() and stamp.read_text() == pins.read_text()


def _install(place: Path, pins: Path) -> None:
    _uv("venv", "--quiet", "--python", sys.executable, place)
    interpreter = place / "bin" / "python"
    _uv("pip", "install", "--quiet", "--no-deps", "--python", interpreter, "--requirements", pins)
    (place / _STAMP).write_text(pins.read_text())


def _put_in_place(made: Path, place: Path, pins: Path) -> None:
    """Whole: another process may do the same, and then its is as good."""
    if not _is_up_to_date(place, pins):
        shutil.rmtree(place, ignore_errors=True)
    with suppress(OSError):
        made.rename(place)


def _uv(*command: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uv", *command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unavailable(done.stderr.strip())
