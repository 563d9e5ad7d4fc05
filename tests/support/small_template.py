"""A template of forty files, for what has to be tried dozens of times: its updates take a second.

It has the shape of the real one where the command looks: questions, a catalogue, a changelog, and
an answers file. Tags: v1; v2, with a change in most files, one file that comes, two that go, and
one that people like to edit.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copier import run_copy

from tests.support.rendering import made_once
from tests.support.repositories import commit, repository, tag

MANY = 30
_QUESTIONS = """
project_name: {type: str, default: Small}
framework: {type: str, choices: {Flask: flask, Django: django}, default: flask}
database: {type: str, choices: {SQLite: sqlite, MySQL or MariaDB: mysql}, default: sqlite}
colour: {type: str, default: red}
resources: {type: yaml, default: "[{name: thing}]"}
_subdirectory: template
_skip_if_exists: [/README.md]
"""
_CATALOGUE = '''"""As much of a catalogue as an update asks for."""

import types


class CatalogueError(Exception):
    faults = ["colour: there is no grey."]


def context_of(answers):
    if answers.get("colour") == "grey":
        raise CatalogueError
    return {}


class Resolver:
    def resolve(self, answers):
        return types.SimpleNamespace(items=frozenset(), features=("core",))


class Questions:
    def __init__(self, answers):
        pass


catalogue = types.SimpleNamespace(
    CatalogueError=CatalogueError,
    CHECKLISTS=types.SimpleNamespace(items={}, choosable={}),
    CUSTOM="custom",
    FEATURES={"core": types.SimpleNamespace(title="Core")},
    Questions=Questions,
    Resolver=Resolver,
    context_of=context_of,
)
'''
_CHANGELOG = """# Changelog

## Unreleased

- Not yet.

## 2.0.0 - 2026-02-01

### Added

- A new file,
  in two lines.
- Flask: for you.
- Django: for others.
- MySQL, MariaDB: for others too.

## 1.0.0 - 2026-01-01

- The first.
"""
_ANSWERS = "template/{{ _copier_conf.answers_file }}.jinja"
_LINES = [f"line {number}\n" for number in range(1, 21)]


def versions() -> Path:
    """The repository; its newest tag is v2. Not to be written to."""
    return made_once("small-versions", _make)


def small_project(
    place: Path, *, version: str = "v1", template: Path | None = None, **answers: Any
) -> Path:
    """One of it, committed, with an edit of its owner's that merges."""
    source = str(template or versions())
    run_copy(source, place, data=answers, vcs_ref=version, defaults=True, unsafe=True, quiet=True)
    repository(place)
    commit(place, "Generated")
    edited = place / "edited.txt"
    edited.write_text("mine\n" + edited.read_text())
    (place / "own.txt").write_text("mine\n")
    commit(place, "Mine")
    return place


def edit_what_conflicts(place: Path) -> None:
    """The line that v2 changes as well."""
    file = place / "edited.txt"
    file.write_text(file.read_text().replace("line 20\n", "line 20, mine\n"))
    commit(place, "An edit that conflicts")


def edit_what_goes(place: Path) -> None:
    """A file that v2 no longer has."""
    file = place / "gone" / "one.txt"
    file.write_text(file.read_text() + "mine\n")
    commit(place, "An edit of what goes")


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and link outside of git, with its mode: all that a project's owner has."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
        if ".git" not in path.relative_to(folder).parts and (path.is_symlink() or path.is_file())
    }


def _make(place: Path) -> Path:
    repository(place)
    for files, name in ((_first(), "v1"), (_second(), "v2")):
        for path, text in files.items():
            file = place / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        if name == "v2":
            for path in ("gone/one.txt", "gone/two.txt"):
                (place / "template" / path).unlink()
            (place / "template/script.sh").chmod(0o755)
            (place / "template/link").unlink()
            (place / "template/link").symlink_to("script.sh")
        else:
            (place / "template/link").symlink_to("edited.txt")
        commit(place, name)
        tag(place, name)
    return place


def _first() -> Mapping[str, str]:
    return {
        "copier.yml": _QUESTIONS + "_preserve_symlinks: true\n",
        "extensions/context.py": _CATALOGUE,
        "CHANGELOG.md": _CHANGELOG,
        _ANSWERS: "{{ _copier_answers | to_nice_yaml }}",
        "template/README.md": "Yours.\n",
        "template/colour.txt.jinja": "{{ colour }}\n",
        "template/edited.txt": "".join(_LINES),
        "template/gone/one.txt": "one\n",
        "template/gone/two.txt": "two\n",
        "template/script.sh": "#!/bin/sh\n",
        **{f"template/many/{n}.txt": f"{n}\n" * 20 for n in range(MANY)},
    }


def _second() -> Mapping[str, str]:
    return {
        "template/edited.txt": "".join([*_LINES[:-1], "line 20, of version 2\n"]),
        "template/new/deep/new.txt": "new\n",
        "template/domain/things/models.py": "# a table\n",
        **{f"template/many/{n}.txt": f"{n}, changed\n" * 20 for n in range(MANY)},
    }
