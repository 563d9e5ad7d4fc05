"""A statement as a driver got it from the service."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Arguments = Sequence[Any] | Mapping[str, Any]

_SETTING_UP = {"PRAGMA", "SET"}
"""What a connection says when it is new."""


class Sent(NamedTuple):
    text: str
    arguments: Arguments = ()
    """What stands for its placeholders, where the driver has not put it into the text."""

    @property
    def word(self) -> str:
        """The first: what it does."""
        return self.text.split(maxsplit=1)[0].upper()

    @property
    def sets_up(self) -> bool:
        return self.word in _SETTING_UP
