"""Services rendered for tests: each set of answers once, for all test processes together.

A render lies in `build/tests/<hash of the template>/<hash of the answers>/`, is written beside its
place and moved there whole, so that processes may race for it. It is for reading: a test that
changes a service takes `service_copy`.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tools.render import PARTS, ROOT, plain_copy, render

BUILD = ROOT / "build" / "tests"
_KEPT_SECONDS = 3600
"""How long renders of an earlier state of the template stay: another run may be reading them."""


def rendered(answers: Mapping[str, Any]) -> Path:
    """A service of these answers. Not to be written to."""
    return _made_once(
        _folder() / "services" / _key(dict(answers)),
        lambda place: render(answers, place, source=template()),
    )


def service_copy(answers: Mapping[str, Any], target: Path) -> Path:
    """The same service, for writing to."""
    shutil.copytree(rendered(answers), target)
    return target


def template() -> Path:
    """The template as it lies in the working tree, outside of git, at a place that stays."""
    return _made_once(_folder() / "template", plain_copy)


def made_once(name: str, make: Callable[[Path], Path]) -> Path:
    """Anything else that tests make of this state of the template, by its name."""
    return _made_once(_folder() / name, make)


def forget_old_renders() -> None:
    """Those of templates that are no more."""
    for folder in BUILD.glob("*"):
        if folder != _folder() and time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def _folder() -> Path:
    """Named for all that Copier reads of this repository."""
    digest = hashlib.sha256()
    for part in PARTS:
        for path in sorted([ROOT / part, *(ROOT / part).rglob("*")]):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)} {path.stat().st_mode}".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return BUILD / digest.hexdigest()[:16]


def _key(answers: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()[:16]


def _made_once(place: Path, make: Callable[[Path], Path]) -> Path:
    if place.exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as beside:
        made = make(Path(beside) / place.name)
        try:
            made.rename(place)
        except OSError:  # another process was first
            assert place.exists()
    return place
