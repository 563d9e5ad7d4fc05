"""All that is in a database, as a thief of its dump reads it."""

from collections.abc import Iterator

from tests.schema import schema_of
from tests.sql import fetch


def values_of(url: str) -> Iterator[str]:
    """Every value of every table, as a text."""
    for name in schema_of(url):
        for row in fetch(url, f"SELECT * FROM {name}"):
            for value in row:
                yield value.decode("latin-1") if isinstance(value, bytes) else str(value)
