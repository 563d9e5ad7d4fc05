"""A rehearsed update is written to the project, and taken back: wholly, or not at all.

The working tree becomes what plain `copier update` would make of it: changes are not staged, new
files are not tracked, conflicts are unmerged in the index.
"""

import time
from collections.abc import Iterable
from typing import NamedTuple

from backsmith.faults import CommandError, is_no_room
from backsmith.gits import git, unnamed
from backsmith.updating import journals
from backsmith.updating.journals import Journal
from backsmith.updating.rehearsals import Change, Rehearsal, changes_between
from backsmith.updating.working_trees import Wanted, in_the_way, move, on_disk, stage
from backsmith.updating.workplaces import Workplace


class Undone(NamedTuple):
    title: str
    files: int
    stash: str | None
    """The commit that holds what the owner has changed since; also the newest stash."""


def apply(rehearsal: Rehearsal, title: str) -> None:
    """The place is locked. Raises CommandError, and then nothing has changed."""
    place = rehearsal.place
    wanted, before = _sides(rehearsal.changes)
    if place.git("rev-parse", "HEAD").strip() != rehearsal.base:
        raise CommandError("Somebody has committed in the meantime: run this again.")
    refuse_what_is_in_the_way(rehearsal)
    try:
        stage(place, wanted)
        journal = journals.begin(place, rehearsal, title)
    except BaseException as error:
        place.clear()
        if isinstance(error, OSError) and not is_no_room(error):
            raise CommandError(f"Nothing has changed: {error.strerror or error}.") from error
        raise
    try:
        move(place, wanted)
        if rehearsal.unmerged:
            place.git("update-index", "-z", "--index-info", stdin=rehearsal.unmerged)
        journals.finish(place, journal)
    except BaseException as error:
        _take_back_now(place, before)
        if isinstance(error, OSError):
            raise CommandError(f"All is as it was: {error}.") from error
        raise
    place.clear()


def refuse_what_is_in_the_way(rehearsal: Rehearsal) -> None:
    """Raises CommandError."""
    wanted, before = _sides(rehearsal.changes)
    if blocked := in_the_way(rehearsal.place, wanted, before):
        raise CommandError(
            f"The template brings {', '.join(blocked)}, where a file lies that git ignores: "
            "nothing has changed. Move it away, then run this again."
        )


def settle(place: Workplace) -> Undone | None:
    """Takes back what a killed process had begun to write, and forgets what was committed.
    The place is locked. None where nothing was open."""
    journal = journals.read(place)
    if place.worktree.exists() or place.staged.exists():
        place.clear()
    if journal is None:
        return None
    is_committed = place.git("rev-parse", "HEAD").strip() != journal.base
    if journal.state == journals.APPLYING and not is_committed:
        _break_lock(place)
        return _undo(place, journal)
    if is_committed:
        journals.forget(place)
        place.clear()
    return None


def undo(place: Workplace) -> Undone:
    """The project as it was before. The place is locked, and settled. Raises CommandError."""
    journal = journals.read(place)
    if journal is None:
        raise CommandError(
            "There is nothing to abort: no update is open here. What was committed is taken back "
            "by git revert."
        )
    return _undo(place, journal)


def _undo(place: Workplace, journal: Journal) -> Undone:
    changes = list(changes_between(place, journal.base, journal.tree))
    _, before = _sides(changes)
    lying = on_disk(place, before)
    stash = _kept(place, journal, changes) if _is_edited(changes, lying) else None
    _take_back(place, before)
    return Undone(journal.title, len(changes), stash)


def _take_back_now(place: Workplace, before: Wanted) -> None:
    """Raises CommandError where that can't be: the journal stays, and the next command goes on."""
    try:
        _take_back(place, before)
    except (OSError, CommandError) as error:
        raise CommandError(
            f"It failed half-way, and can't be taken back yet: {error}. Mend that, then run "
            "backsmith status, which takes it back."
        ) from error


def _take_back(place: Workplace, before: Wanted) -> None:
    stage(place, before)
    move(place, before)
    place.git("reset", "--quiet", "HEAD", "--", place.prefix or ".")
    journals.forget(place)
    place.clear()


def _sides(changes: Iterable[Change]) -> tuple[Wanted, Wanted]:
    return {c.path: c.after for c in changes}, {c.path: c.before for c in changes}


def _is_edited(changes: list[Change], lying: dict[str, str | None]) -> bool:
    """Whether a file is neither as it was nor as it was written."""
    return any(
        lying[change.path] not in {blob and blob.name for blob in (change.before, change.after)}
        for change in changes
    )


def _kept(place: Workplace, journal: Journal, changes: list[Change]) -> str:
    """All that is not committed, as a stash: `git stash apply` brings it back."""
    place.index.unlink(missing_ok=True)
    place.git("read-tree", journal.base, index=place.index)
    place.git("add", "--all", "--", place.prefix or ".", index=place.index)
    present = [path for path, name in on_disk(place, [c.path for c in changes]).items() if name]
    if present:
        place.git("add", "--force", "--", *present, index=place.index)
    tree = place.git("write-tree", index=place.index).strip()
    title = f"Before {journal.title} was taken back"
    index = _commit(place, f"{journal.base}^{{tree}}", title, journal.base)
    stash = _commit(place, tree, title, journal.base, index)
    place.git("stash", "store", "--message", title, stash)
    return stash


def _commit(place: Workplace, tree: str, message: str, *parents: str) -> str:
    given = [part for parent in parents for part in ("-p", parent)]
    made = ("commit-tree", "--no-gpg-sign", *given, "-m", message, tree)
    return git(place.top, *made, environment=unnamed()).strip()


def _break_lock(place: Workplace) -> None:
    """A git that was killed with its parent leaves its lock of the index behind."""
    lock = place.git_dir / "index.lock"
    for _ in range(20):
        if not lock.exists() or lock.stat().st_mtime < place.journal.stat().st_mtime:
            return
        time.sleep(0.1)
    lock.unlink(missing_ok=True)
