"""What a person sees, and what a program reads.

Results go to stdout, and with `--json` nothing else does; what is said on the way goes to stderr.
Colours go by the terminal and NO_COLOR (no-color.org).
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def results() -> "Console":
    return _console(stderr=False)


def notes() -> "Console":
    return _console(stderr=True)


def print_json(data: Any) -> None:
    """One document. Names are snake_case, and an API as exit codes are."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n")


def is_interactive() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def working(what: str) -> Iterator[None]:
    """Says what takes a while, on a terminal, as long as it takes."""
    console = notes()
    if not console.is_terminal:
        yield
        return
    with console.status(f"{what} ..."):
        yield


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)
