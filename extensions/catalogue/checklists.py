"""Checklists: what a service is asked to meet. One file of `checklists/` each.

An item is the unit of choice and of proof. One that turns no feature on is met by every service;
the others are chosen. Tests of the service carry its id, and prove it.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from .features import FEATURES, ByStack, picked
from .layers import STACKS

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
PROFILES = ("minimal", "standard", "production")
ORDER = (
    "api",
    "database",
    "business-logic",
    "integrations",
    "security",
    "performance",
    "maintainability",
    "operations",
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(_Part):
    """One line of a checklist. Other items are named in full: `operations.metrics`."""

    checklist: str
    name: str = Field(alias="id", pattern=ID)
    title: str = Field(max_length=80)
    reason: str = Field(max_length=160)
    sources: tuple[str, ...] = Field(min_length=1)
    features: tuple[str, ...] = ()
    """What it turns on."""
    profiles: tuple[str, ...] = ()
    """Where it is chosen from the start."""
    needs: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    code: ByStack = Field(min_length=1)
    """Where it lies in the service: paths by stack."""
    evidence: dict[str, str] = Field(min_length=1)
    """What is proven, each claim under an id. A test names item and id."""

    @property
    def id(self) -> str:
        return f"{self.checklist}.{self.name}"

    @property
    def shown(self) -> str:
        """What a person knows it by."""
        return self.id

    @property
    def is_always_met(self) -> bool:
        return not self.features

    def code_on(self, stacks: set[str]) -> list[str]:
        return picked(self.code, stacks)


class Checklist(_Part):
    name: str = Field(pattern=ID)
    title: str
    items: tuple[Item, ...]

    @property
    def question(self) -> str:
        """The name of the question that it is chosen by."""
        return f"{self.name.replace('-', '_')}_checklist"

    @property
    def choosable(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.is_always_met)


class Checklists:
    """All of them, by name, in order."""

    def __init__(self, lists: Collection[Checklist], features: Mapping[str, object]) -> None:
        self.lists = tuple(lists)
        self.items = {item.id: item for listed in self.lists for item in listed.items}
        for item in self.items.values():
            _refuse_unknown(item, self.items, features)

    def __iter__(self) -> Iterator[Checklist]:
        return iter(self.lists)

    def of_profile(self, profile: str) -> set[str]:
        return {item.id for item in self.items.values() if profile in item.profiles}

    @property
    def choosable(self) -> dict[str, Item]:
        return {name: item for name, item in self.items.items() if not item.is_always_met}


def _refuse_unknown(
    item: Item, items: Collection[str], features: Collection[str] | Mapping[str, object]
) -> None:
    unknown = {
        *(set(item.features) - set(features)),
        *({*item.needs, *item.conflicts} - set(items)),
        *(set(item.profiles) - set(PROFILES)),
        *(set(item.code) - set(STACKS)),
    }
    if unknown:
        raise ValueError(
            f"checklists/{item.checklist}.toml, {item.name}: unknown {sorted(unknown)}"
        )


def read(folder: Path, features: Mapping[str, object]) -> Checklists:
    """Raises ValueError where a file is not what it should be."""
    found = []
    for name in ORDER:
        data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        items = [Item(checklist=name, **item) for item in data.pop("items")]
        found.append(Checklist(name=name, items=tuple(items), **data))
    return Checklists(found, features)


CHECKLISTS = read(Path(__file__).parent / "checklists", FEATURES)
