"""From a request to a changed project: rehearsed, shown, confirmed, written. Every command that
changes a project goes this way, and no other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from backsmith import screen
from backsmith.checkouts import shared_checkouts
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project
from backsmith.updating import applications, journals
from backsmith.updating.changelogs import Release
from backsmith.updating.rehearsals import Rehearsal, Request, rehearse
from backsmith.updating.report_screen import after_lines_of, lines_of
from backsmith.updating.reports import Report, report_of
from backsmith.updating.workplaces import Workplace, locked, workplace_of


class How(NamedTuple):
    """As the command line has it."""

    dry_run: bool = False
    yes: bool = False
    as_json: bool = False
    with_diff: bool = True
    """Whether what a person confirms has the lines that change, or names of files alone."""

    @property
    def may_ask(self) -> bool:
        return screen.is_interactive() and not self.as_json


@contextmanager
def settled(project: Project) -> Iterator[Workplace]:
    """The project's workplace, for this process alone; what a killed one had begun is taken back,
    which is said. Raises CommandError."""
    place = workplace_of(project)
    with locked(place):
        if undone := applications.settle(place):
            told = f"{undone.title} was interrupted while it was being written: it is taken back."
            screen.notes().print(told)
            if undone.stash:
                screen.notes().print(_kept(undone.stash))
        project.reload()
        yield place


@contextmanager
def ready(project: Project) -> Iterator[Workplace]:
    """The same, of a project with nothing that is not committed. Raises CommandError."""
    with settled(project) as place:
        if journal := journals.read(place):
            raise CommandError(
                f"{journal.title} is written and not committed: commit it, or take it back by "
                "backsmith update --abort."
            )
        project.require_clean()
        yield place


def carry_out(
    project: Project,
    request: Request,
    how: How,
    *,
    title: str,
    notes: Sequence[str] = (),
    news: Sequence[Release] = (),
    change: str = "what changed",
) -> Exit:
    """`title` says in a few words what it is: "Update from v1 to v2"; `change`, what a migration is
    called that comes of it. Raises CommandError, and then nothing has changed."""
    with ready(project) as place, shared_checkouts():
        _require_consent(how)
        with screen.working("Rehearsing in a second working tree"):
            rehearsal = rehearse(project, place, request)
            report = report_of(rehearsal, title, notes=notes, news=news, change=change)
        applications.refuse_what_is_in_the_way(rehearsal)
        if report.is_empty:
            return _tell(report, how, "unchanged")
        if how.dry_run:
            return _tell(report, how, "planned", rehearsal)
        if not _is_confirmed(report, how, rehearsal):
            raise CommandError("Nothing has changed.")
        project.require_clean()
        applications.apply(rehearsal, title)
        return _tell(report, how, "applied")


def take_back(project: Project, how: How) -> Exit:
    """The last change that is not committed. Raises CommandError where there is none."""
    with settled(project) as place:
        undone = applications.undo(place)
    if how.as_json:
        screen.print_json({"state": "aborted", **undone._asdict()})
    else:
        screen.results().print(f"{undone.title}: taken back, {undone.files} files are as before.")
        if undone.stash:
            screen.results().print(_kept(undone.stash))
    return Exit.DONE


def _require_consent(how: How) -> None:
    if not (how.yes or how.dry_run or how.may_ask):
        raise CommandError(
            "Nobody is here to confirm: add --yes to do it, or --dry-run to look at it.",
            code=Exit.USAGE,
        )


def _is_confirmed(report: Report, how: How, rehearsal: Rehearsal) -> bool:
    if how.yes:
        return True
    import typer

    _show(report, how, rehearsal)
    return typer.confirm("Write this to the project?", err=True)


def _tell(report: Report, how: How, state: str, rehearsal: Rehearsal | None = None) -> Exit:
    if how.as_json:
        screen.print_json(report.as_json(state, rehearsal.diff() if rehearsal else None))
    elif state == "unchanged":
        screen.results().print(f"{report.title}: nothing changes.")
    elif state == "planned":
        _show(report, how, rehearsal)
        screen.notes().print("\nNothing has changed: this was a dry run.")
    else:
        if how.yes:
            _show(report, how)
        screen.results().print(
            "\nWritten; nothing is committed.", *after_lines_of(report), sep="\n"
        )
    return Exit.CONFLICTS if report.conflicts else Exit.DONE


def _show(report: Report, how: How, rehearsal: Rehearsal | None = None) -> None:
    """The diff first: what is below it stays on the screen."""
    results = screen.results()
    if rehearsal and how.with_diff:
        colour = "--color=always" if results.is_terminal else "--color=never"
        results.out(rehearsal.diff(colour), end="", highlight=False)
    for line in lines_of(report):
        results.print(line, markup=False)


def _kept(stash: str) -> str:
    return f"What you had changed since is in the stash, as {stash[:12]}: git stash apply"
