"""What became of the tests, as the plugin writes it down and the report reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Mark:
    """A test is evidence for an item, and maybe for one of its claims."""

    item: str
    claim: str | None
    test: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one test: `passed`, `failed` or `skipped`."""

    test: str
    state: str
    seconds: float
    reason: str
    marks: tuple[Mark, ...]
    measured: Mapping[str, Any]
    """What the test has recorded by `record_property`."""


MARK = TypeAdapter(Mark)
OUTCOME = TypeAdapter(Outcome)


def read_outcomes(files: Iterable[Path]) -> list[Outcome]:
    """Nothing of a file that no run has written."""
    lines = [line for file in files if file.exists() for line in file.read_text().splitlines()]
    return [OUTCOME.validate_json(line) for line in lines]
