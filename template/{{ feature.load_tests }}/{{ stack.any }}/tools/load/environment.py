"""Where Locust is installed: an environment of its own, which is made when it is first asked for.

It brings gevent, which rewrites the standard library, and a plugin of pytest that does so in every
test. Neither may come near the service.
"""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PLACE = Path(sys.prefix) / "load"
PINS = Path(__file__).with_name("constraints.txt")
_STAMP = "pins.txt"


class Unavailable(Exception):
    """Locust is not there, and can't be installed; says why."""


def python() -> Path:
    """The one that has Locust, of the version that is pinned. Raises Unavailable."""
    if not _is_up_to_date():
        with TemporaryDirectory(dir=PLACE.parent, prefix="load-") as folder:
            _install(Path(folder) / "made")
            _put_in_place(Path(folder) / "made")
    return PLACE / "bin" / "python"


def _is_up_to_date() -> bool:
    stamp = PLACE / _STAMP
    return stamp.exists() and stamp.read_text() == PINS.read_text()


def _install(place: Path) -> None:
    _uv("venv", "--quiet", "--python", sys.executable, place)
    interpreter = place / "bin" / "python"
    _uv("pip", "install", "--quiet", "--no-deps", "--python", interpreter, "--requirements", PINS)
    (place / _STAMP).write_text(PINS.read_text())


def _put_in_place(made: Path) -> None:
    """Whole: another process may do the same, and then its is as good."""
    if not _is_up_to_date():
        shutil.rmtree(PLACE, ignore_errors=True)
    with suppress(OSError):
        made.rename(PLACE)


def _uv(*command: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uv", *command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Unavailable(f"Locust can't be installed: {done.stderr.strip()}")
