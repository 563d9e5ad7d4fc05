"""Whether a project's answers file is as Copier wrote it. It is no place to change an answer: an
update compares with what it says, and takes what was never rendered for an edit of the files."""

import re
from collections.abc import Mapping
from contextlib import ExitStack
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from backsmith.copier_runs import sentences_of
from backsmith.examining.pristine import pristine
from backsmith.faults import CommandError, NoSuchVersionError
from backsmith.gits import GitError
from backsmith.projects import ANSWERS, Project
from backsmith.sources import Source
from backsmith.templates import Template, opened

_RECORDS = ("chosen", "seeded")
"""What the template keeps in the file beside answers."""
_ABSOLUTE = re.compile(r"^([a-z][a-z0-9+.-]*:|[^/]+@[^/]+:|/|~|[A-Za-z]:[\\/])")


def require_source(project: Project) -> Source:
    """Where the recorded template is. Raises CommandError where nobody else could find it."""
    recorded = project.source
    if not _ABSOLUTE.match(recorded):
        guess = (project.folder / recorded).resolve()
        raise CommandError(
            f"{ANSWERS} says that the template is at {recorded}, which depends on where one is: "
            f"say where, once, as backsmith update --template {guess}"
        )
    return Source(recorded, "recorded in the project")


def require_version(project: Project) -> str:
    """Raises CommandError where none is recorded."""
    if project.commit:
        return str(project.commit)
    raise CommandError(
        f"{ANSWERS} records no version of the template: a project that was generated from a folder "
        "outside of git can't be updated."
    )


def open_as_recorded(stack: ExitStack, source: Source, version: str) -> Template:
    """The template at the version that the project has. Raises UnreachableError."""
    try:
        return stack.enter_context(opened(source, version))
    except NoSuchVersionError as error:
        raise NoSuchVersionError(
            *error.sentences,
            f"{ANSWERS} records it as the project's: bring that file back with git checkout, or "
            "name the template that has it with --template.",
        ) from error


def require_sound(project: Project, template: Template) -> None:
    """Raises CommandError: a sentence for each fault. The template is open at the project's
    version."""
    faults = faults_in_answers(project.answers, template) or never_rendered(project)
    if faults:
        raise CommandError(*faults)


def faults_in_answers(answers: Mapping[str, Any], template: Template) -> list[str]:
    """What no render of this version would have written."""
    given = {name: value for name, value in answers.items() if not name.startswith("_")}
    unknown = [name for name in given if name not in (*template.questions, *_RECORDS)]
    faults = [_unknown(name, template) for name in unknown]
    try:
        template.catalogue.context_of({**given, "_copier_phase": "render"})
    except template.catalogue.CatalogueError as error:
        faults += [f"{ANSWERS}: {sentence}" for sentence in sentences_of(error)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        faults.append(f"{ANSWERS} has an answer that makes no sense: {error}")
    return [*faults, _HOW_TO_MEND] if faults else []


_HOW_TO_MEND = (
    f"It was changed by hand: git log -p -- {ANSWERS} tells when. Put it back and commit, then "
    "change answers by backsmith set."
)


def never_rendered(project: Project) -> list[str]:
    """A sentence where the last commit of the answers changed nothing else, though what it says
    gives other files. Who changes answers and files in one commit is not found."""
    found = _last_change(project)
    if found is None:
        return []
    commit, before = found
    names = _differing(before, project.answers)
    if not names or _rendered_alike(before, project.answers):
        return []
    command = "update" if "_commit" in names else "set"
    return [
        f"{ANSWERS}: {', '.join(names)} was changed by hand in {commit[:10]}, and never rendered. "
        f"Put it back, git checkout {commit[:10]}^ -- {ANSWERS}, commit, then backsmith {command}."
    ]


def _last_change(project: Project) -> tuple[str, Mapping[str, Any]] | None:
    """The commit, if it changed that file alone; and what the file was before."""
    try:
        commit = project.git("log", "-1", "--format=%H", "--", ANSWERS).strip()
        changed = project.git("show", "--format=", "--name-only", commit).split("\n")
        if [Path(name).name for name in changed if name] != [ANSWERS]:
            return None
        before = yaml.safe_load(project.git("show", f"{commit}^:./{ANSWERS}"))
    except (GitError, yaml.YAMLError):
        return None
    return (commit, before) if isinstance(before, dict) else None


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    left_out = ("_src_path", *_RECORDS)
    names = [name for name in dict.fromkeys([*before, *after]) if name not in left_out]
    return [name for name in names if before.get(name) != after.get(name)]


def _rendered_alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    source = {"_src_path": after["_src_path"]}
    with pristine({**before, **source}) as one, pristine({**after, **source}) as other:
        return _contents(one) == _contents(other)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != ANSWERS
    }


def _unknown(name: str, template: Template) -> str:
    close = get_close_matches(name, template.questions, n=1)
    hint = f": did you mean {close[0]}?" if close else "."
    return f"{ANSWERS}: {name} is no question of the template{hint}"
