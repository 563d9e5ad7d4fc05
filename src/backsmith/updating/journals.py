"""What is being written to a project, on disk before its first byte is: so that nobody has to know
when a process was killed."""

import json
import os
from dataclasses import asdict, dataclass, replace

from backsmith.faults import CommandError
from backsmith.updating.rehearsals import Rehearsal
from backsmith.updating.workplaces import Workplace

APPLYING = "applying"
APPLIED = "applied"
_REF = "refs/worktree/backsmith"
"""Keeps the tree from a collection of garbage. No branch, no tag; each working tree has its own."""


@dataclass(frozen=True)
class Journal:
    """Kept until what was written is committed, or taken back."""

    title: str
    state: str
    base: str
    """The commit that the project was at."""
    tree: str
    """What it becomes."""


def begin(place: Workplace, rehearsal: Rehearsal, title: str) -> Journal:
    place.git("update-ref", _REF, rehearsal.tree)
    journal = Journal(title, APPLYING, rehearsal.base, rehearsal.tree)
    _write(place, journal)
    return journal


def finish(place: Workplace, journal: Journal) -> None:
    _write(place, replace(journal, state=APPLIED))


def forget(place: Workplace) -> None:
    place.journal.unlink(missing_ok=True)
    place.git("update-ref", "-d", _REF)


def read(place: Workplace) -> Journal | None:
    """None where nothing is open. Raises CommandError."""
    try:
        return Journal(**json.loads(place.journal.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        raise CommandError(
            f"{place.journal} can't be read: look at git status, put the project in order, "
            "then remove that file."
        ) from None


def _write(place: Workplace, journal: Journal) -> None:
    """Whole or not at all, and on the disk when this returns."""
    beside = place.journal.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(journal), file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place.journal)
    descriptor = os.open(place.folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
