"""Programs that checks of a service call: the machine's own, else those of Debian's packages,
unpacked into `build/`, once, without being installed.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from tools.render import ROOT

_PLACE = ROOT / "build" / "programs"


class Program(NamedTuple):
    name: str
    path: str
    """Where it lies in the first of its packages."""
    packages: tuple[str, ...]
    """With the libraries that a machine may lack."""


PROMTOOL = Program("promtool", "usr/bin/promtool", ("prometheus",))
HAPROXY = Program(
    "haproxy",
    "usr/sbin/haproxy",
    ("haproxy", "liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"),
)
_WRAPPED = """#!/bin/sh
LD_LIBRARY_PATH=$(echo {folder}/usr/lib/*-linux-gnu*) exec {folder}/{path} "$@"
"""


def path_with(path: str, *programs: Program) -> str:
    """A PATH that has them. What can't be had, a service's own test says is missing."""
    for program in programs:
        if not shutil.which(program.name, path=path):
            _fetch(program)
            path = f"{path}{os.pathsep}{_PLACE / program.name / 'bin'}"
    return path


def _fetch(program: Program) -> None:
    """Moved there whole: processes may race for it."""
    place = _PLACE / program.name
    if place.exists() or not shutil.which("apt-get"):
        return
    _PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE) as name:
        folder = Path(name)
        if not _run("apt-get", "download", *program.packages, folder=folder):
            _run("apt-get", "update", folder=folder)
            _run("apt-get", "download", *program.packages, folder=folder)
        for package in folder.glob("*.deb"):
            _run("dpkg-deb", "--extract", str(package), "made", folder=folder)
            package.unlink()
        if (folder / "made" / program.path).exists() and not place.exists():
            _wrap(program, folder / "made", place)
            (folder / "made").rename(place)


def _wrap(program: Program, made: Path, place: Path) -> None:
    """By its name, with its own libraries."""
    wrapper = made / "bin" / program.name
    wrapper.parent.mkdir(exist_ok=True)
    wrapper.write_text(_WRAPPED.format(folder=place, path=program.path))
    wrapper.chmod(0o755)


def _run(*command: str, folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
