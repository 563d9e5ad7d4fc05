"""What a resource is tested with, and how valid values are made.

Each slice describes itself in a `sample.py`; `registry.py` lists them all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import SystemRandom
from string import ascii_lowercase
from typing import Any
from unicodedata import normalize

Body = dict[str, Any]
Order = Callable[[Any], Any]

_DAYS = 3_000_000
_numbers = count(SystemRandom().randrange(10**9))


@dataclass(frozen=True, slots=True)
class Text:
    """A field that takes a text of any form: its name and its lengths, counted in characters."""

    name: str
    shortest: int
    longest: int
    trimmed: bool
    """Whether blanks around it are cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A field that holds the id of a row of another resource."""

    name: str
    to: "Sample"
    on_delete: str
    """What becomes of a row, once the other one is deleted: `restrict` keeps both, `cascade` takes
    it along, `set_null` clears the field."""
    nested: str
    """The path of the list of those that refer to one row, with `{}` for its id."""
    unknown: str
    """The code of the error where there is no such row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One resource. Names are those of its fields."""

    name: str
    path: str
    body: Callable[[int], Body]
    """A valid body with all fields; for each n another one, where a field is unique."""
    required: tuple[str, ...]
    """What a body must have."""
    optional: tuple[str, ...]
    """What may be null. A field that is neither has a default."""
    unique: tuple[str, ...]
    folded: tuple[str, ...]
    """What is unique without regard to case."""
    searchable: tuple[str, ...]
    texts: tuple[Text, ...]
    faults: tuple[tuple[str, Any], ...]
    """Values that are refused, with the fields that refuse them."""
    sortable: Mapping[str, Order]
    """What a list is sorted by, and what puts its values in order."""
    references: tuple[Reference, ...] = ()

    def fresh(self) -> Body:
        """A valid body that shares no unique value with any other, of this run or another. What it
        refers to is not there: `tests.parents` makes that too."""
        return self.body(next(_numbers))

    def unread(self) -> str:
        """The path of a list that nobody has asked for yet: no place but the database knows it."""
        return f"{self.path}?search={token()}"


def token() -> str:
    """A word that nobody has used yet."""
    return word(next(_numbers), 8)


def word(n: int, length: int) -> str:
    """So many letters; the last of them count."""
    letters = ""
    for _ in range(length):
        n, last = divmod(n, len(ascii_lowercase))
        letters = ascii_lowercase[last] + letters
    return letters


def day(n: int) -> str:
    return (date.min + timedelta(days=n % _DAYS)).isoformat()


def moment(n: int) -> str:
    """In UTC, to the second, as it is sent back."""
    return f"{datetime.fromtimestamp(n % 10**10, UTC):%Y-%m-%dT%H:%M:%SZ}"


def pick(n: int, *values: Any) -> Any:
    return values[n % len(values)]


def fold(text: str) -> str:
    """Texts are sorted, and unique, without regard to case."""
    return normalize("NFC", text.casefold())


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text)


number = Decimal
