"""The profile of one request, as a file: which calls its time went to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.utils.identifiers import new_id

ASKED_BY, TOLD_BY = "x-profile", "X-Profile-File"
"""The header of a request that wants a profile, and the one of its answer that says where it is."""
SUFFIXES = {"html": ".html", "text": ".txt"}
_LONGEST = 60
_INTERVAL = 0.0001
"""Seconds between two looks: a request is short."""


def is_wanted(asked: str | None) -> bool:
    return asked in SUFFIXES


def file_for(folder: Path, method: str, path: str, asked: str) -> Path:
    """A file of its own for each request, in the order in which they came."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", f"{method} {path}").strip("-")[:_LONGEST]
    return folder / f"{new_id()}-{words}{SUFFIXES[asked]}"


@contextmanager
def profiled(file: Path) -> Iterator[None]:
    """Writes what this request does until the block ends, and what no other does meanwhile: of the
    same task, or of the same thread."""
    from pyinstrument import Profiler

    profiler = Profiler(interval=_INTERVAL, async_mode="enabled")
    profiler.start()
    try:
        yield
    finally:
        profiler.stop()
        file.parent.mkdir(parents=True, exist_ok=True)
        is_page = file.suffix == SUFFIXES["html"]
        text = profiler.output_html() if is_page else profiler.output_text(show_all=True)
        file.write_text(text, encoding="utf-8")
