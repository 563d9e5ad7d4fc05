"""promtool, which checks of a service with metrics call: the machine's own, else Debian's package
unpacked into `build/`, once, without being installed.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.render import ROOT

_PLACE = ROOT / "build" / "programs" / "promtool"


def path_with_promtool(path: str) -> str:
    """A PATH that has it. Where it can't be had, a service's own test says that it is missing."""
    if shutil.which("promtool", path=path):
        return path
    if not _PLACE.exists():
        _fetch()
    return f"{path}{os.pathsep}{_PLACE.parent}"


def _fetch() -> None:
    """Moved there whole: processes may race for it."""
    if not shutil.which("apt-get"):
        return
    _PLACE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_PLACE.parent) as folder:
        if not _run("apt-get", "download", "prometheus", folder=folder):
            _run("apt-get", "update", folder=folder)
            _run("apt-get", "download", "prometheus", folder=folder)
        for package in Path(folder).glob("prometheus_*.deb"):
            _run("dpkg-deb", "--extract", str(package), folder, folder=folder)
            Path(folder, "usr/bin/promtool").replace(_PLACE)


def _run(*command: str, folder: str) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
