"""The folders of a resource in a project: seeded once, and its owner's from then on."""

import re
from pathlib import Path

from backsmith.projects import Project

ROOTS = ("src/app/domain", "tests/domain")
_LABEL = re.compile(r"^ +label = \"(\w+)\"$", re.MULTILINE)


def folders_of(project: Project, plural: str) -> list[str]:
    """Those that are there."""
    folders = [f"{root}/{plural}" for root in ROOTS]
    return [folder for folder in folders if (project.folder / folder).is_dir()]


def django_label(project: Project, plural: str) -> str | None:
    """What its app is called by Django's commands; None where it is no app."""
    file = Path(project.folder, ROOTS[0], plural, "apps.py")
    found = _LABEL.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    return found[1] if found else None
