"""`backsmith doctor`: whether a project and the tools that keep it current are in order.

Of the running service the project's own `make doctor` tells: settings, database, servers.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.version import Version

from backsmith import screen
from backsmith.checkouts import shared_checkouts
from backsmith.examining.inspections import conflicted, features_without_files, rejected
from backsmith.examining.soundness import (
    faults_in_answers,
    never_rendered,
    open_as_recorded,
    require_source,
    require_version,
)
from backsmith.faults import CommandError, Exit
from backsmith.gits import git
from backsmith.projects import Project
from backsmith.templates import opened
from backsmith.updating.changes import settled

_OLDEST_GIT = Version("2.31")
_PACKAGES = {"copier": Version("9.19"), "copier-template-extensions": Version("0.3.4")}
_COMPLETIONS = (".bash_completions/backsmith.sh", ".zfunc/_backsmith")
_FISH = ".config/fish/completions/backsmith.fish"


class Finding(NamedTuple):
    what: str
    state: str
    """ok, note or fault."""
    told: str
    remedy: str = ""


def show_checkup(folder: Path, *, as_json: bool) -> Exit:
    findings = [*_findings(folder)]
    if as_json:
        screen.print_json({"findings": [finding._asdict() for finding in findings]})
    else:
        for finding in findings:
            screen.results().print(_line(finding), markup=False)
        screen.notes().print("\nThe service itself is looked at by make doctor, in its folder.")
    return Exit.REFUSED if any(f.state == "fault" for f in findings) else Exit.DONE


def _line(finding: Finding) -> str:
    line = f"{finding.state:<6}{finding.what}: {finding.told}"
    return f"{line}\n      {finding.remedy}" if finding.remedy else line


def _findings(folder: Path) -> Iterator[Finding]:
    yield Finding("Python", "ok", ".".join(map(str, sys.version_info[:3])))
    yield _checked("git", _git_version)
    for package, oldest in _PACKAGES.items():
        yield _package(package, oldest)
    yield _completions()
    try:
        project = Project(folder)
    except CommandError as fault:
        yield _fault("answers", fault)
        return
    yield from _of_repository(project)
    yield from _of_template(project)


def _of_repository(project: Project) -> Iterator[Finding]:
    try:
        with settled(project):
            changed, marked, left = project.changes(), conflicted(project), rejected(project)
    except CommandError as fault:
        yield _fault("repository", fault)
        return
    yield Finding("repository", "ok", "has commits")
    yield (
        Finding("tree", "note", f"{len(changed)} files are not committed", "An update wants none.")
        if changed
        else Finding("tree", "ok", "clean")
    )
    yield _none_of("conflicts", marked, "Decide, remove the marks, then git add them.")
    yield _none_of(".rej files", left, "Make the changes in them by hand, then remove them.")


def _of_template(project: Project) -> Iterator[Finding]:
    with shared_checkouts(), ExitStack() as stack:
        try:
            source = require_source(project)
            newest = stack.enter_context(opened(source))
            yield Finding("template", "ok", f"{source.url}, newest {newest.commit}")
            template = open_as_recorded(stack, source, require_version(project))
        except CommandError as fault:
            yield _fault("template", fault)
            return
        yield Finding("version", "ok", str(project.commit))
        faults = faults_in_answers(project.answers, template)
        if faults := faults or _never_rendered(project):
            yield Finding("answers", "fault", faults[0], " ".join(faults[1:]))
            return
        yield Finding("answers", "ok", "as they were rendered")
        missing = features_without_files(project, template)
        remedy = "Bring them back with git checkout, or turn the option off: backsmith disable."
        told = [
            f"{title} is on, and none of its {n} files is there" for title, n in missing.items()
        ]
        yield _none_of("options", told, remedy)


def _never_rendered(project: Project) -> list[str]:
    try:
        return never_rendered(project)
    except CommandError as fault:
        return [*fault.sentences]


def _none_of(what: str, found: list[str], remedy: str) -> Finding:
    if not found:
        return Finding(what, "ok", "none missing" if what == "options" else "none")
    return Finding(what, "fault", ", ".join(found), remedy)


def _checked(what: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except CommandError as fault:
        return _fault(what, fault)


def _fault(what: str, fault: CommandError) -> Finding:
    return Finding(what, "fault", fault.sentences[0], " ".join(fault.sentences[1:]))


def _git_version() -> Finding:
    said = git(Path.cwd(), "version")
    found = re.search(r"\d+\.\d+(\.\d+)?", said)
    version = Version(found[0]) if found else Version("0")
    if version < _OLDEST_GIT:
        return Finding("git", "fault", str(version), f"Updates need {_OLDEST_GIT} or newer.")
    return Finding("git", "ok", str(version))


def _package(name: str, oldest: Version) -> Finding:
    try:
        version = Version(metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "fault", "is not installed", "Install backsmith anew.")
    if version < oldest:
        return Finding(name, "fault", str(version), f"Updates need {oldest} or newer.")
    return Finding(name, "ok", str(version))


def _completions() -> Finding:
    home = Path(os.environ.get("HOME") or "~").expanduser()
    if any((home / place).exists() for place in (*_COMPLETIONS, _FISH)):
        return Finding("completion", "ok", "installed")
    return Finding("completion", "note", "not installed", "backsmith --install-completion")
