"""Renders the template as it lies in the working tree, without git: quick, in this process."""

import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copier import run_copy

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("copier.yml", "extensions", "template")


def render(answers: Mapping[str, Any], target: Path, *, source: Path | None = None) -> Path:
    """A service in `target`, which must not exist or be empty; answers left out take defaults.

    `source` is a plain copy of this repository, which becomes the service's `_src_path`.
    """
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        template = str(source or plain_copy(Path(folder) / "template"))
        run_copy(template, target, data=dict(answers), defaults=True, unsafe=True, quiet=True)
    return target


def plain_copy(target: Path) -> Path:
    """What Copier needs of this repository, outside of git: nothing is cloned, nothing is dirty."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / part)
    return target
