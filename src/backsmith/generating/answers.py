"""Answers that somebody gave before anything was asked: by flags, by --data, by files.

They are handed to Copier as they stand, as its own `--data` does; it reads them by the type of
their question.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from backsmith.faults import CommandError, Exit


class Given(NamedTuple):
    """Who types an answer means it; a file may tell more than one set of answers needs."""

    typed: Mapping[str, Any]
    filed: Mapping[str, Any]

    @property
    def all(self) -> dict[str, Any]:
        return {**self.filed, **self.typed}


def given_by(flags: Mapping[str, Any], data: Iterable[str], files: Iterable[Path]) -> Given:
    """A flag wins over --data, and either over files. Raises CommandError."""
    filed: dict[str, Any] = {}
    for file in files:
        filed |= _read(file)
    return Given({**dict(map(_pair, data)), **flags}, filed)


def unknown_in(given: Given, questions: Collection[str]) -> list[str]:
    """A sentence for each answer to what is no question."""
    return [_no_such_question(name, questions) for name in given.all if name not in questions]


def _pair(text: str) -> tuple[str, str]:
    name, is_pair, value = text.partition("=")
    if not is_pair or not name.strip():
        raise CommandError(f"--data {text}: should be NAME=VALUE.", code=Exit.USAGE)
    return name.strip(), value


def _read(file: Path) -> dict[str, Any]:
    import yaml

    try:
        answers = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise CommandError(f"--data-file {file}: can't be read: {reason}.") from None
    except yaml.YAMLError as error:
        raise CommandError(
            f"--data-file {file}: is no YAML: {' '.join(str(error).split())}."
        ) from None
    if answers is None:
        return {}
    if not isinstance(answers, dict):
        raise CommandError(f"--data-file {file}: should have one NAME: VALUE a line.")
    return _without_records({str(name): value for name, value in answers.items()})


def _without_records(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers file of a project is one too: what Copier keeps there beside is no answer."""
    kept = ("chosen", "seeded") if "_src_path" in answers else ()
    return {n: value for n, value in answers.items() if not n.startswith("_") and n not in kept}


def _no_such_question(name: str, questions: Collection[str]) -> str:
    close = get_close_matches(name, questions, n=1)
    hint = f"did you mean {close[0]}?" if close else "backsmith options lists them."
    return f"{name}: there is no such question: {hint}"
