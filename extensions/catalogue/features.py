"""Features: what a service can be made of. `core` is in every one; the others are chosen."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from .layers import STACKS


class Feature(BaseModel):
    """One file in `features/`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    help: str
    needs: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    dependencies: dict[str, tuple[str, ...]] = {}
    """What the service needs to run, by stack."""
    dev_dependencies: dict[str, tuple[str, ...]] = {}
    """What its developers need, by stack."""

    def dependencies_on(self, stacks: set[str]) -> list[str]:
        return _picked(self.dependencies, stacks)

    def dev_dependencies_on(self, stacks: set[str]) -> list[str]:
        return _picked(self.dev_dependencies, stacks)


def _picked(by_stack: dict[str, tuple[str, ...]], stacks: set[str]) -> list[str]:
    return [requirement for stack in by_stack if stack in stacks for requirement in by_stack[stack]]


def _read(folder: Path) -> dict[str, Feature]:
    """Every feature, `core` first. Raises ValueError where a file is not what it should be."""
    files = sorted(folder.glob("*.toml"), key=lambda file: (file.stem != "core", file.stem))
    found = {
        file.stem: Feature(name=file.stem, **tomllib.loads(file.read_text(encoding="utf-8")))
        for file in files
    }
    for feature in found.values():
        unknown = {*feature.dependencies, *feature.dev_dependencies} - set(STACKS)
        missing = {*feature.needs, *feature.conflicts} - set(found)
        if unknown or missing:
            raise ValueError(f"features/{feature.name}.toml: unknown {sorted(unknown | missing)}")
    return found


FEATURES = _read(Path(__file__).parent / "features")
