"""The items of this service's checklists, as `items.toml` has them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

_FILE = Path(__file__).with_name("items.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    id: str
    checklist: str
    title: str
    reason: str
    state: str
    """`always`, `chosen` or `left-out`."""
    code: tuple[str, ...]
    claims: Mapping[str, str]

    @property
    def is_met(self) -> bool:
        """Whether this service promises it."""
        return self.state != "left-out"


@cache
def read_items() -> dict[str, Item]:
    """All of the catalogue, by id, in order: what is left out too."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {item.id: item for item in TypeAdapter(list[Item]).validate_python(data["items"])}
