"""What a database holds, in a few bytes a table: for comparing two of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from tools.backup.port import Line

STRUCTURE = ""
"""In place of a table's name: tables, columns, indexes, constraints."""


@dataclass(slots=True)
class Rows:
    """How many there are, and what they say. Their order does not count."""

    count: int = 0
    digest: int = 0

    def add(self, row: bytes) -> None:
        self.count += 1
        self.digest = (self.digest + int.from_bytes(sha256(row).digest(), "big")) % 2**256


def contents_of(lines: Iterable[Line]) -> dict[str, Rows]:
    """By table."""
    found: dict[str, Rows] = defaultdict(Rows)
    for table, line in lines:
        found[table].add(line)
    return dict(found)
