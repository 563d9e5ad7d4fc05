"""Copier, run quietly, its faults as sentences.

Copier changes its process: nothing in here may run in threads. Many runs in a process are fine.
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from backsmith.faults import NO_ROOM, CommandError, UnreachableError, is_no_room

_OPTIONS: dict[str, Any] = {"defaults": True, "unsafe": True, "overwrite": True}
_PROGRESS = re.compile(r"^(Updating to|Keeping) template version .*\n?")


def updated(
    folder: Path, answers: Mapping[str, Any], *, to: str | None, keeps_version: bool
) -> tuple[str, ...]:
    """Updates a project as `copier update` does; what the template says to that, in paragraphs.
    Raises CommandError."""
    from copier import VcsRef, run_update

    said = io.StringIO()
    with _told(), redirect_stderr(said), redirect_stdout(said):
        version = VcsRef.CURRENT if keeps_version else to
        run_update(folder, data=dict(answers), vcs_ref=version, conflict="inline", **_OPTIONS)
    text = _PROGRESS.sub("", said.getvalue()).strip()
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def rendered(source: str, version: str | None, answers: Mapping[str, Any], folder: Path) -> None:
    """A project of these answers in a new folder. Raises CommandError."""
    from copier import run_copy

    given = {name: value for name, value in answers.items() if not name.startswith("_")}
    with _told():
        run_copy(source, folder, data=given, vcs_ref=version, quiet=True, **_OPTIONS)


@contextmanager
def _told() -> Iterator[None]:
    from copier.errors import CopierError
    from jinja2 import TemplateError
    from plumbum import ProcessExecutionError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (CopierError, TemplateError, ValueError, TypeError) as error:
        raise CommandError(*sentences_of(error)) from error
    except ProcessExecutionError as error:
        if is_no_room(error):
            raise CommandError(NO_ROOM) from error
        last = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UnreachableError(f"git said no while Copier was at work: {last}") from error
    except OSError as error:
        if is_no_room(error):
            raise CommandError(NO_ROOM) from error
        raise CommandError(f"Copier could not write: {error}. Nothing has changed.") from error
    except Exception as error:  # whatever an expression of a template comes to
        what = f"{type(error).__name__}: {error}"
        raise CommandError(f"The template fails: {what}. Nothing has changed.") from error


def sentences_of(error: Exception) -> list[str]:
    """The catalogue's are one each; Copier's are one."""
    faults = getattr(error, "faults", None)
    return list(faults) if faults else [str(error).strip() or type(error).__name__]
