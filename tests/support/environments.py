"""Environments with what services are installed with: one for each set of pins and each Python,
kept in `build/`.

The service itself is not installed: its settings put `src` on the path of every tool.
"""

import fcntl
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.support.processes import BIN, run
from tests.support.programs import HAPROXY, PROMTOOL, path_with
from tools.render import ROOT

ENVIRONMENTS = ROOT / "build" / "envs"


def environment_of(service: Path, python: Path = Path(sys.executable)) -> Path:
    """The environment for this service. Made when first asked for; other processes wait."""
    pins = service / "constraints.txt"
    key = hashlib.sha256(pins.read_bytes() + version_of(python).encode()).hexdigest()[:16]
    place = ENVIRONMENTS / key
    ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
    with _locked(ENVIRONMENTS / f"{key}.lock"):
        if not (place / ".complete").exists():
            _install(pins, place, python)
            (place / ".complete").touch()
    return place


def variables_of(service: Path, python: Path = Path(sys.executable)) -> dict[str, str]:
    """What lets the tools of the environment find the service, and what it is installed with."""
    environment = environment_of(service, python)
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    called = {"prometheus": PROMTOOL, "haproxy": HAPROXY}
    programs = [p for name, p in called.items() if (service / "deploy" / name).exists()]
    return {
        "PATH": path_with(path, *programs),
        "PYTHONPATH": str(service / "src"),
        "VIRTUAL_ENV": str(environment),
    }


@cache
def version_of(python: Path) -> str:
    if python == Path(sys.executable):
        return sys.version
    return run(python, "-c", "import sys; print(sys.version, end='')", cwd=ROOT)


def _install(pins: Path, place: Path, python: Path) -> None:
    uv = BIN / "uv"
    run(uv, "venv", "--quiet", "--clear", "--python", python, place, cwd=ROOT)
    run(
        *(uv, "pip", "install", "--quiet", "--no-deps", "--compile-bytecode"),
        *("--python", place / "bin" / "python", "--requirements", pins),
        cwd=ROOT,
    )


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
