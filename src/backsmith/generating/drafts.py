"""A project before it is anybody's: rendered by Copier aside, then put in its place whole.

So a plan is what would be written and not a guess, and who leaves at any moment leaves nothing.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from copier._main import Worker
from copier._types import Phase

from backsmith.faults import CommandError
from backsmith.templates import Template

Step = Callable[[int, int], None]
"""Told how many parts of the template are done, and of how many."""


class Draft:
    """Valid only while it is open."""

    def __init__(self, folder: Path, message: str) -> None:
        self.folder = folder
        self.message = message
        """What the template says to its owner."""

    @cached_property
    def files(self) -> list[Path]:
        """Relative to its folder, sorted."""
        found = (file.relative_to(self.folder) for file in self.folder.rglob("*"))
        return sorted(file for file in found if not (self.folder / file).is_dir())


class _Renderer(Worker):
    """Copier's own, which says how far it is."""

    def tells(self, step: Step) -> None:
        self._step, self._done = step, 0
        self._parts = sum(1 for _ in self.template_copy_root.rglob("*"))

    def _render_path(self, relpath: Path) -> Any:
        self._done += 1
        self._step(self._done, self._parts)
        return super()._render_path(relpath)


@contextmanager
def drafted(
    template: Template, answers: Mapping[str, Any], name: str, step: Step = lambda *_: None
) -> Iterator[Draft]:
    """A project of these answers, in a folder of this name: a template may know it by that.
    Raises what Copier raises."""
    with TemporaryDirectory(prefix="backsmith-") as aside:
        worker = _Renderer(
            src_path=template.source.url,
            dst_path=Path(aside) / name,
            data=dict(answers),
            defaults=True,
            quiet=True,
            unsafe=True,
        )
        vars(worker)["template"] = template.copy
        worker.tells(step)
        worker.run_copy()
        with Phase.use(Phase.RENDER):
            message = worker._render_string(template.copy.message_after_copy)
        yield Draft(worker.dst_path, message)


def refuse_taken(folder: Path) -> None:
    """A project needs a place of its own: one that is not there, is empty, or has only `.git`.
    Raises CommandError."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CommandError(f"{shown_path(folder)} is a file: name a folder that is not there yet.")
    there = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git")
    if there:
        raise CommandError(
            f"{shown_path(folder)} is not empty, {there[0]} is there: "
            "name a folder that is not there yet. "
            "A project that exists is changed by backsmith update."
        )


def place(draft: Draft, folder: Path, finish: Callable[[Path], None] = lambda _: None) -> None:
    """Puts it there, all or nothing. `finish` may change it before it is seen.
    Raises CommandError."""
    refuse_taken(folder)
    made = _make_parents(folder)
    holder: Path | None = None
    try:
        holder = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        ready = holder / folder.name
        assert draft.files, "told before they move"
        shutil.move(draft.folder, ready)
        finish(ready)
        _move(ready, folder)
        made = []
    except OSError as error:
        raise CommandError(f"{folder} can't be written: {error.strerror or error}.") from None
    finally:
        if holder:
            shutil.rmtree(holder, ignore_errors=True)
        for parent in made:
            with suppress(OSError):  # somebody else has put something there
                parent.rmdir()


def _make_parents(folder: Path) -> list[Path]:
    """Those that were missing, innermost first."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{folder.parent} can't be made: {error.strerror or error}.") from None
    return missing


def _move(ready: Path, folder: Path) -> None:
    """At once where the folder is not there. Where it is, it stays: somebody may be in it."""
    if not folder.exists():
        ready.rename(folder)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(ready.iterdir()):
            moved.append(folder / entry.name)
            entry.rename(moved[-1])
    except BaseException:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
        raise


def shown_path(folder: Path) -> str:
    """As a person would type it from here."""
    here = Path.cwd()
    if not folder.is_relative_to(here):
        return str(folder)
    return f"./{folder.relative_to(here)}"
