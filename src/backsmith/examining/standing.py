"""`backsmith status`: which version a project has, of what, and how far its owner has taken it."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from backsmith import screen
from backsmith.checkouts import shared_checkouts
from backsmith.examining.inspections import Comparison, compared, conflicted, rejected
from backsmith.examining.soundness import (
    faults_in_answers,
    never_rendered,
    open_as_recorded,
    require_source,
    require_version,
)
from backsmith.faults import CommandError, Exit, UnreachableError
from backsmith.projects import Project
from backsmith.templates import Template, opened
from backsmith.updating import journals
from backsmith.updating.changes import settled

_SHOWN = 12


def show_status(project: Project, *, as_json: bool) -> Exit:
    """Raises CommandError where there is no repository. A template out of reach is no fault."""
    with ExitStack() as stack:
        place = stack.enter_context(settled(project))
        stack.enter_context(shared_checkouts())
        stack.enter_context(screen.working("Comparing with what the template would make"))
        status = {**_recorded(project), **_left(project), **_of_template(project, stack)}
        journal = journals.read(place)
        status["pending"] = journal and {"title": journal.title, "state": journal.state}
    if as_json:
        screen.print_json(status)
    else:
        for line in _lines(status):
            screen.results().print(line, markup=False)
    return Exit.DONE


def _recorded(project: Project) -> dict[str, Any]:
    left_out = ("chosen", "seeded", "resources")
    answers = {n: v for n, v in project.answers.items() if not n.startswith("_")}
    return {
        "project": str(project.folder),
        "template": project.source,
        "version": project.commit,
        "options": {name: value for name, value in answers.items() if name not in left_out},
        "items": project.answers.get("chosen", []),
        "resources": [r["name"] for r in project.answers.get("resources") or [] if "name" in r],
    }


def _left(project: Project) -> dict[str, Any]:
    return {
        "conflicts": conflicted(project),
        "rejected": rejected(project),
        "uncommitted": project.changes(),
    }


def _of_template(project: Project, stack: ExitStack) -> dict[str, Any]:
    """What only the template can tell; None each where it is out of reach."""
    unknown = {"newest": None, "is_newest": None, "files": None}
    try:
        source = require_source(project)
        template = open_as_recorded(stack, source, require_version(project))
        newest = stack.enter_context(opened(source))
    except CommandError as fault:
        is_away = isinstance(fault, UnreachableError)
        faults = [] if is_away else [*fault.sentences]
        return {**unknown, "unknown_because": [*fault.sentences], "answers_faults": faults}
    faults = faults_in_answers(project.answers, template)
    return {
        "newest": newest.commit,
        "is_newest": not _is_newer(newest, template),
        "unknown_because": [],
        "answers_faults": faults or never_rendered(project),
        "files": None if faults else vars(compared(project, template)),
    }


def _is_newer(one: Template, other: Template) -> bool:
    if one.version is None or other.version is None:
        return one.commit != other.commit
    return one.version > other.version


def _lines(status: dict[str, Any]) -> Iterator[str]:
    yield f"{status['project']}, of {status['template']}"
    yield f"Version: {status['version']}{_newer(status)}"
    yield "Options: " + ", ".join(f"{name}={value}" for name, value in status["options"].items())
    yield "Meets by choice: " + (", ".join(status["items"]) or "nothing")
    yield "Resources: " + ", ".join(status["resources"])
    if status["files"]:
        yield from _file_lines(Comparison(**status["files"]))
    yield from status["unknown_because"]
    yield from (f"Answers: {fault}" for fault in status["answers_faults"])
    yield from _left_lines(status)


def _newer(status: dict[str, Any]) -> str:
    if status["newest"] is None:
        return ", whether there is a newer one is unknown"
    if status["is_newest"]:
        return ", the newest"
    return f"; {status['newest']} is there: backsmith update --dry-run shows it"


def _file_lines(files: Comparison) -> Iterator[str]:
    for what, paths in ("edited", files.edited), ("deleted", files.deleted):
        yield f"Files of the template that you have {what}: {len(paths)}"
        yield from (f"  {path}" for path in paths[:_SHOWN])
        if len(paths) > _SHOWN:
            yield f"  and {len(paths) - _SHOWN} more: --json lists them"
    yield f"Files of your own: {len(files.own)}"


def _left_lines(status: dict[str, Any]) -> Iterator[str]:
    if status["pending"]:
        yield f"Not committed yet: {status['pending']['title']}; backsmith update --abort undoes it"
    elif status["uncommitted"]:
        yield f"Not committed: {len(status['uncommitted'])} files"
    yield from (f"Conflict to decide: {path}" for path in status["conflicts"])
    yield from (f"Could not be merged: {path}" for path in status["rejected"])
