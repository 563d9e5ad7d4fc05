"""A report, as a person reads it: what is most of it first, what needs a hand last."""

from collections.abc import Iterator, Sequence
from typing import Any

from backsmith.updating.reports import Report, restore

_MOST_LINES = 30


def lines_of(report: Report) -> Iterator[str]:
    """What would become of the project, or has."""
    yield report.title
    yield from _news(report)
    if report.answers:
        yield "\nAnswers"
        for name, (before, after) in report.answers.items():
            yield f"  {name}: {_shown(before)} -> {_shown(after)}"
    counts = (
        f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed"
    )
    yield f"\nFiles: {counts}"
    yield from _listed("+", report.added)
    yield from _listed("~", report.changed)
    yield from _listed("-", report.removed)
    yield from _attention(report)


def after_lines_of(report: Report) -> Iterator[str]:
    """What is left to do, once it is written."""
    if report.conflicts:
        yield "Decide where both sides changed the same lines, remove the marks, then git add them."
    yield from report.messages
    yield "To take it back before you commit: backsmith update --abort"


def _news(report: Report) -> Iterator[str]:
    for release in report.news:
        yield f"\nWhat is new: {release.version}"
        for heading, entries in release.sections.items():
            yield f"  {heading}"
            yield from (f"    - {entry}" for entry in entries)
        if release.left_out:
            yield f"  {release.left_out} more are for other services."


def _attention(report: Report) -> Iterator[str]:
    if report.schema.files:
        yield "\nTables change, so afterwards:"
        yield from (f"  {command}" for command in report.schema.commands)
    if report.rejected:
        yield "\nCould not be merged at all; each holds the change that is missing:"
        yield from (f"  {path}" for path in report.rejected)
    if report.lost:
        yield "\nYou have edited these, and they go; each comes back by"
        yield from (f"  {restore(path)}" for path in report.lost)
    if report.conflicts:
        yield "\nConflicts: both sides changed the same lines of"
        yield from (f"  {path}" for path in report.conflicts)
    if report.notes:
        yield ""
        yield from report.notes


def _listed(mark: str, paths: Sequence[str]) -> Iterator[str]:
    yield from (f"  {mark} {path}" for path in paths[:_MOST_LINES])
    if len(paths) > _MOST_LINES:
        yield f"  {mark} and {len(paths) - _MOST_LINES} more"


def _shown(answer: Any) -> str:
    if answer is None:
        return "nothing"
    if isinstance(answer, list) and all(isinstance(one, dict) and "name" in one for one in answer):
        return "[" + ", ".join(str(one["name"]) for one in answer) + "]"
    if isinstance(answer, list):
        return "[" + ", ".join(map(str, answer)) + "]"
    return str(answer)
