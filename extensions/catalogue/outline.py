"""What a set of answers brings, before anything is rendered: for who chooses, and for plans."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from .features import FEATURES, Command, Feature, Variable
from .layers import ON, stack_of
from .naming import slug_of
from .progress import Standing, state_of
from .selection import Resolver
from .servers import SERVERS

_RESOLVER = Resolver()
_TEMPLATE = Path(__file__).resolve().parents[2] / "template"


class Service(BaseModel):
    """A server that has to run beside it."""

    model_config = ConfigDict(frozen=True)

    title: str
    image: str
    """As the service's compose file starts it."""


class Outline(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    """As one word: of its package, its containers, and its folder where nobody says another."""
    features: tuple[Feature, ...]
    """What is chosen: `core`, which is always there, is left out."""
    services: tuple[Service, ...]
    settings: tuple[Variable, ...]
    """Of what is chosen."""
    commands: tuple[Command, ...]
    packages: tuple[str, ...]
    """Everything that it needs to run."""
    standings: tuple[Standing, ...]
    files: int
    """How many of its files are there for what is chosen."""


def outline_of(answers: Mapping[str, Any]) -> Outline:
    """Of answers that may be as few as a framework. Raises CatalogueError."""
    selection = _RESOLVER.resolve(answers)
    stack = stack_of(answers.get("framework", ""), answers.get("database", ""))
    stacks = {name for name, state in stack if state == ON}
    features = [FEATURES[name] for name in selection.features]
    chosen = [feature for feature in features if feature.is_chosen]
    return Outline(
        name=slug_of(str(answers.get("project_name", ""))),
        features=tuple(chosen),
        services=(*_database(answers, stacks), *_containers(chosen)),
        settings=tuple(variable for f in chosen for variable in f.variables),
        commands=tuple(command for f in chosen for command in f.commands),
        packages=tuple(sorted({r for f in features for r in f.dependencies_on(stacks)})),
        standings=tuple(state_of(selection, stacks)),
        files=sum(_files_in()[feature.name, name] for feature in chosen for name in stacks),
    )


def _database(answers: Mapping[str, Any], stacks: set[str]) -> list[Service]:
    if "server" not in stacks:
        return []
    server = SERVERS[answers["database"]]
    return [Service(title=server.title, image=server.image)]


def _containers(features: list[Feature]) -> list[Service]:
    return [
        Service(title=feature.title, image=container.image)
        for feature in features
        for container in feature.containers
    ]


@cache
def _files_in() -> Counter[tuple[str, str]]:
    """How many files each feature has for each stack."""
    found: Counter[tuple[str, str]] = Counter()
    for file in _TEMPLATE.rglob("*"):
        feature, stack, *below = [*file.relative_to(_TEMPLATE).parts, "", ""]
        if any(below) and file.is_file() and "__pycache__" not in below:
            found[_name(feature), _name(stack)] += 1
    return found


def _name(part: str) -> str:
    """`rate_limit` of `{{ feature.rate_limit }}`."""
    return part.strip("{} ").rpartition(".")[2]
