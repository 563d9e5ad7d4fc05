"""Features: what a service can be made of. `core` is in every one; the others are chosen.

One file of `features/` each. A feature's code is the layers of its name; the file says what the
service's composition files need to know of it, which loop over what all features say.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from .layers import STACKS
from .wiring import Wiring

NAME = r"^[a-z][a-z0-9_]*$"
CORE = "core"
T = TypeVar("T")
ByStack = dict[str, tuple[str, ...]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Part):
    """One answer to a question that a feature opens."""

    title: str
    features: tuple[str, ...] = ()
    """What it turns on."""
    needs_another: str = ""
    """Of a list: why it can't be the only answer; empty where it can."""


class Question(_Part):
    """What is asked only where a feature is on; one that takes a list always is, and any answer in
    it turns the feature on. Its name and its values are an API."""

    name: str = Field(pattern=NAME)
    help: str
    default: str | tuple[str, ...]
    profiles: tuple[str, ...] = ()
    """Of a list: where a new service begins with the default, instead of nothing."""
    options: dict[str, Option]

    @property
    def takes_many(self) -> bool:
        return not isinstance(self.default, str)

    @property
    def sufficient(self) -> list[str]:
        """The answers that can be the only one."""
        return [value for value, option in self.options.items() if not option.needs_another]


class Variable(_Part):
    """A setting, as the environment and `.env` have it."""

    name: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    help: str
    default: str = ""
    is_set: bool = False
    """Whether a new `.env` says it, so that its owner sees what to change."""


class Command(_Part):
    """A target of the service's Makefile."""

    target: str = Field(pattern=r"^[a-z][a-z-]*$")
    help: str
    run: tuple[str, ...]


class Container(_Part):
    """A server that the service's compose file starts beside it."""

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    image: str
    command: tuple[str, ...] = ()
    healthcheck: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()
    gives: dict[str, str] = {}
    """Variables of the service that say where it is."""
    for_tests: bool = True
    """Whether tests need it beside them."""
    reached_at: tuple[int, ...] = ()
    """Ports that it is at outside of Compose, where those are others."""

    @property
    def details(self) -> list[tuple[str, object]]:
        """As the compose file has them."""
        check = {"test": list(self.healthcheck), "interval": "2s", "timeout": "2s", "retries": 30}
        told = {
            "command": list(self.command),
            "ports": list(self.ports),
            "volumes": list(self.mounts),
            "healthcheck": check if self.healthcheck else {},
        }
        return [(key, value) for key, value in told.items() if value]


class Feature(_Part):
    """One file in `features/`."""

    name: str = Field(pattern=NAME)
    title: str
    help: str
    needs: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    unless: str = ""
    """What it stands in for: it is on wherever that is off and all that it needs is on, and nobody
    chooses it."""
    question: Question | None = None
    dependencies: ByStack = {}
    """What the service needs to run, by stack."""
    dev_dependencies: ByStack = {}
    """What its developers need, by stack."""
    packages: ByStack = {}
    """Debian packages with programs that its checks and tools call, by stack."""
    wiring: dict[str, Wiring] = {}
    """What the composition files name, by stack."""
    variables: tuple[Variable, ...] = ()
    commands: tuple[Command, ...] = ()
    containers: tuple[Container, ...] = ()
    reaches: tuple[int, ...] = ()
    """Ports of what it sends to, beside its containers: for what limits the service's network."""

    def dependencies_on(self, stacks: set[str]) -> list[str]:
        return picked(self.dependencies, stacks)

    def dev_dependencies_on(self, stacks: set[str]) -> list[str]:
        return picked(self.dev_dependencies, stacks)

    def packages_on(self, stacks: set[str]) -> list[str]:
        return picked(self.packages, stacks)

    def wirings_on(self, stacks: set[str]) -> list[Wiring]:
        return [wiring for stack, wiring in self.wiring.items() if stack in stacks]

    @property
    def shown(self) -> str:
        """What a person knows it by."""
        return f'"{self.title}"'

    @property
    def stacks(self) -> set[str]:
        """Every stack that the file names."""
        return {*self.dependencies, *self.dev_dependencies, *self.packages, *self.wiring}

    @property
    def others(self) -> set[str]:
        """Every other feature that the file names."""
        options = self.question.options.values() if self.question else ()
        opened = {name for option in options for name in option.features}
        return {*self.needs, *self.conflicts, *opened, *([self.unless] if self.unless else [])}

    def stands_in(self, features: set[str]) -> bool:
        """Whether it comes with these by itself, in the place of one that is not there."""
        return self.unless not in {"", *features} and features.issuperset(self.needs)

    @property
    def is_chosen(self) -> bool:
        """Whether it is in a service by choice."""
        return self.name != CORE and not self.unless


def picked(by_stack: Mapping[str, Iterable[T]], stacks: set[str]) -> list[T]:
    """What is said of any of these stacks, in the order of the file."""
    return [said for stack in by_stack if stack in stacks for said in by_stack[stack]]


def _read(folder: Path) -> dict[str, Feature]:
    """Every feature, `core` first. Raises ValueError where a file is not what it should be."""
    files = sorted(folder.glob("*.toml"), key=lambda file: (file.stem != CORE, file.stem))
    found = {
        file.stem: Feature(name=file.stem, **tomllib.loads(file.read_text(encoding="utf-8")))
        for file in files
    }
    for feature in found.values():
        unknown = (feature.stacks - set(STACKS)) | (feature.others - set(found))
        if unknown:
            raise ValueError(f"features/{feature.name}.toml: unknown {sorted(unknown)}")
    return found


FEATURES = _read(Path(__file__).parent / "features")
