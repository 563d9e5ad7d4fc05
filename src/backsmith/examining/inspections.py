"""What there is to know of a project without changing it: against what the template alone would
have made, and what updates have left behind."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from backsmith.examining.pristine import pristine
from backsmith.projects import ANSWERS, Project
from backsmith.templates import Template

_MARKS = (re.compile(rb"^<<<<<<< ", re.MULTILINE), re.compile(rb"^>>>>>>> ", re.MULTILINE))
_NOT_OURS = {".git", ".venv", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Comparison:
    """Of files that belong to the template; what is the owner's from the first day is `own`."""

    edited: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """Files that the template has not brought, or leaves to the owner."""


def compared(project: Project, template: Template) -> Comparison:
    """The template is open at the project's version. Raises CommandError."""
    owners = GitIgnoreSpec.from_lines([*template.owners_patterns, ANSWERS])
    with pristine(project.answers) as place:
        made = {path: _text(place / path) for path in _files(place)}
    owned = {path: text for path, text in made.items() if not owners.match_file(path)}
    present = {path for path in owned if os.path.lexists(project.folder / path)}
    return Comparison(
        edited=sorted(p for p in present if _text(project.folder / p) != owned[p]),
        deleted=sorted(owned.keys() - present),
        own=sorted({*_known_to_git(project)} - owned.keys() - {ANSWERS}),
    )


def conflicted(project: Project) -> list[str]:
    """Files with marks of a conflict."""
    unmerged = project.git("ls-files", "-z", "--unmerged", "--", ".").split("\0")
    paths = {entry.partition("\t")[2] for entry in unmerged if entry}
    marked = {path for path in _known_to_git(project) if _has_marks(project.folder / path)}
    return sorted(paths | marked)


def rejected(project: Project) -> list[str]:
    """Witnesses of changes that could not be merged; git ignores them, as a rule."""
    return sorted(path for path in _files(project.folder) if path.endswith(".rej"))


def features_without_files(project: Project, template: Template) -> dict[str, int]:
    """Features that the answers turn on, of which not one file is there; and how many it has."""
    selection = template.catalogue.Resolver().resolve(project.answers)
    found = {}
    for name in selection.features:
        paths = set(_paths_of(template, name))
        if paths and not any((project.folder / path).exists() for path in paths):
            found[template.catalogue.FEATURES[name].title] = len(paths)
    return found


def _paths_of(template: Template, feature: str) -> Iterator[str]:
    """Where a feature's files lie in a service, whatever its stack; but for those with a
    condition in their name."""
    layer = template.root / "template" / f"{{{{ feature.{feature} }}}}"
    for file in layer.glob("*/**/*"):
        path = Path(*file.relative_to(layer).parts[1:]).as_posix()
        if file.is_file() and "{" not in path:
            yield path.removesuffix(".jinja")


def _known_to_git(project: Project) -> list[str]:
    options = ("-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    return [path for path in project.git("ls-files", *options).split("\0") if path]


def _files(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        for name in files:
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _text(file: Path) -> bytes:
    """Whatever git has made of the ends of lines. Of a link, where it leads."""
    if file.is_symlink():
        return os.fsencode(os.readlink(file))
    return file.read_bytes().replace(b"\r\n", b"\n")


def _has_marks(file: Path) -> bool:
    if not file.is_file():
        return False
    text = file.read_bytes()
    return all(mark.search(text) for mark in _MARKS)
