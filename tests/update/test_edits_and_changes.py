"""Four kinds of edits meet five kinds of change, on each framework: no edit is lost, nothing that
was edited goes without a word, and conflicts are only where both sides changed the same lines.

What has to come out is computed without the code under test: by git's own three-way merge of the
owner's file, the template's old one and its new one.
"""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from difflib import ndiff
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from copier import run_copy

from backsmith.checkouts import shared_checkouts
from backsmith.projects import Project
from backsmith.updating.rehearsals import Rehearsal, Request, rehearse
from backsmith.updating.reports import Report, report_of
from backsmith.updating.workplaces import locked, workplace_of
from extensions.catalogue.layers import FRAMEWORKS
from tests.support.options import custom
from tests.support.ownership import class_by_settings
from tests.support.presets import ORDER, params
from tests.support.projects import new_project
from tests.support.rendering import made_once
from tests.support.repositories import commit, git
from tests.support.template_versions import two_versions
from tests.update.edits import DEPENDENCY, EDITS, ENVIRONMENT_LINE, Edit

LIMITED = custom(["security.rate-limiting", "operations.metrics"], rate_limit_store="memory")
UNLIMITED = custom(["operations.metrics"])
MORE = custom(
    ["security.rate-limiting", "operations.metrics", "api.idempotency"],
    rate_limit_store="memory",
    idempotency_store="database",
)
ANSWERS = ".copier-answers.yml"
OF_AN_OPTION = "src/app/http/rate_limits.py"


class Change(NamedTuple):
    """What the template is asked for."""

    answers: Callable[[list[Any]], Mapping[str, Any]]
    """Made of the resources that are there."""
    version: str = "v1"
    starts_with_another: bool = False


CHANGES = {
    "version": Change(lambda _: {}, version="v2"),
    "option-on": Change(lambda _: MORE),
    "option-off": Change(lambda _: UNLIMITED),
    "resource-added": Change(lambda resources: {"resources": [*resources, ORDER]}),
    "resource-removed": Change(
        lambda resources: {"resources": resources[:1]}, starts_with_another=True
    ),
}


def marked_places(framework: str) -> list[Edit]:
    """In files of the template, where it leaves room."""
    return [*DEPENDENCY, *ENVIRONMENT_LINE]


def own_files(framework: str) -> list[Edit]:
    kinds = ("service body", "new route", "setting", "middleware", "new migration", "README")
    return [one for kind in kinds for one in EDITS[framework][kind]]


def same_lines(framework: str) -> list[Edit]:
    """In files of the template, at lines that changes change too."""
    return [
        Edit("src/app/features.py", '"""\n# Ours, below the docstring.\n\n', '"""\n\n'),
        Edit("src/app/utils/clock.py", "\n# Ours: the clock of the tower.\n"),
        Edit(OF_AN_OPTION, "\n# Ours: how we count.\n"),
        Edit(".env.example", "# Ours, at the top.\n#", "#"),
        Edit("Makefile", "# Ours, at the top.\n#", "#"),
    ]


def deletions(framework: str) -> list[str]:
    return [
        ".editorconfig",
        "CHANGELOG.md",
        "docs/howto/add-a-rule.md",
        "src/app/domain/companies/errors.py",
        "tests/unit/utils/test_text.py",
    ]


KINDS = ("marked-places", "own-files", "same-lines", "deletions")


class Case(NamedTuple):
    framework: str
    kind: str
    change: str


CASES = {
    "-".join(case): case
    for case in (Case(f, k, c) for f in FRAMEWORKS for k in KINDS for c in CHANGES)
}
EACH_TIME = [
    "-".join(Case([*FRAMEWORKS][(row + column) % 3], kind, change))
    for row, kind in enumerate(KINDS)
    for column, change in enumerate(CHANGES)
]
"""Each kind with each change, on one framework."""


class Outcome(NamedTuple):
    case: Case
    project: Path
    rehearsal: Rehearsal
    report: Report
    fresh: Path
    """What the template gives by itself, with the new answers and version."""

    def original(self, path: str) -> bytes | None:
        return blob(self.project, f"HEAD~1:{path}")

    def edited(self, path: str) -> bytes | None:
        return blob(self.project, f"HEAD:{path}")

    def result(self, path: str) -> bytes | None:
        return blob(self.project, f"{self.rehearsal.tree}:{path}")

    def offered(self, path: str) -> bytes | None:
        """By the template. What is seeded once it does not offer again, and what is there it
        leaves to its owner."""
        whose = class_by_settings(path, seeded=["companies"])
        if whose == "must_exist" or (whose == "seeded" and self.original(path) is not None):
            return self.original(path)
        file = self.fresh / path
        return file.read_bytes() if file.is_file() else None


@pytest.fixture(params=params(CASES, EACH_TIME))
def outcome(request: pytest.FixtureRequest, tmp_path: Path) -> Outcome:
    case = CASES[request.param]
    change = CHANGES[case.change]
    project = shutil.copytree(generated(case), tmp_path / "service", symlinks=True)
    edit(case, project)
    resources = yaml.safe_load((project / ANSWERS).read_text())["resources"]
    answers = change.answers(resources)
    opened = Project(project)
    place = workplace_of(opened)
    keeps = change.version == "v1"
    with locked(place), shared_checkouts():
        wish = Request(answers, keeps_version=keeps, to=None if keeps else change.version)
        rehearsal = rehearse(opened, place, wish)
        report = report_of(rehearsal, "A change")
    return Outcome(case, project, rehearsal, report, fresh(case, rehearsal))


def generated(case: Case) -> Path:
    """Not to be written to."""
    has_another = CHANGES[case.change].starts_with_another
    answers = {"framework": case.framework, "database": "postgresql", **LIMITED}
    one = made_once(f"plain-{case.framework}", lambda place: new_project(place, answers))
    if not has_another:
        return one
    resources = yaml.safe_load((one / ANSWERS).read_text())["resources"]
    answers = {**answers, "resources": [*resources, ORDER]}
    return made_once(f"plain-{case.framework}-two", lambda place: new_project(place, answers))


def edit(case: Case, project: Path) -> None:
    if case.kind == "deletions":
        for path in deletions(case.framework):
            (project / path).unlink()
    else:
        edits = {
            "marked-places": marked_places,
            "own-files": own_files,
            "same-lines": same_lines,
        }[case.kind](case.framework)
        for one in edits:
            one.apply(project)
    commit(project, f"Edits: {case.kind}")


def fresh(case: Case, rehearsal: Rehearsal) -> Path:
    told = {k: v for k, v in rehearsal.answers_after.items() if not k.startswith("_")}
    version = CHANGES[case.change].version

    def build(place: Path) -> Path:
        options: dict[str, Any] = {"defaults": True, "unsafe": True, "quiet": True}
        run_copy(str(two_versions()), place, data=told, vcs_ref=version, **options)
        return place

    return made_once(f"fresh-{case.framework}-{case.change}", build)


def blob(project: Path, name: str) -> bytes | None:
    done = subprocess.run(
        ["git", "cat-file", "blob", name], cwd=project, capture_output=True, check=False
    )
    return None if done.returncode else done.stdout


def touched(outcome: Outcome) -> list[str]:
    """Paths that the owner has edited, added or deleted."""
    return git(outcome.project, "diff", "--name-only", "HEAD~1", "HEAD").splitlines()


def own_lines(before: bytes | None, after: bytes) -> list[str]:
    """Those that the owner has added."""
    lines = ndiff((before or b"").decode().splitlines(), after.decode().splitlines())
    return [line[2:] for line in lines if line.startswith("+ ") and line[2:].strip()]


def merge(outcome: Outcome, path: str, folder: Path) -> tuple[bytes, bool]:
    """What git makes of the three, and whether it could."""
    versions = (outcome.edited(path), outcome.original(path), outcome.offered(path))
    files = []
    for number, content in enumerate(versions):
        file = folder / str(number)
        file.write_bytes(content or b"")
        files.append(str(file))
    done = subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, check=False)
    return done.stdout, done.returncode == 0


def lost_edits(outcome: Outcome) -> list[str]:
    """Files in which a line of the owner's is no more, and of which nothing was said."""
    found = []
    for path in touched(outcome):
        edited, result = outcome.edited(path), outcome.result(path)
        if edited is None:
            continue
        if result is None:
            found += [path] if path not in outcome.report.lost else []
        elif {*own_lines(outcome.original(path), edited)} - {*result.decode().splitlines()}:
            found.append(path)
    return found


def come_back(outcome: Outcome) -> list[str]:
    """Files that the owner has deleted, and that are there again."""
    return [
        path
        for path in touched(outcome)
        if outcome.edited(path) is None
        and outcome.result(path) is not None
        and class_by_settings(path, seeded=["companies"]) != "must_exist"
    ]


def merged_otherwise(outcome: Outcome, folder: Path) -> list[str]:
    """Files of which git makes something else, or of which it says something else."""
    found = []
    for path in touched(outcome):
        sides = (outcome.edited(path), outcome.original(path), outcome.offered(path))
        if None in sides or path == ANSWERS:
            continue
        merged, is_clean = merge(outcome, path, folder)
        is_told = path not in outcome.report.conflicts
        if is_told != is_clean or (is_clean and outcome.result(path) != merged):
            found.append(path)
    return found


def test_no_edit_is_lost_and_conflicts_are_where_both_changed_the_same_lines(
    outcome: Outcome, tmp_path: Path
) -> None:
    assert touched(outcome) != []
    assert lost_edits(outcome) == []
    assert come_back(outcome) == []
    assert merged_otherwise(outcome, tmp_path) == []
    assert set(outcome.report.conflicts) <= set(touched(outcome))
