"""What a pipeline needs in order to run `make check`: servers beside it, variables, packages.

Both pipelines run in the same image. Its clients of databases are as new as the servers.
"""

import re
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from .features import Container, Feature
from .servers import Server

_BROUGHT_BY_ALL = ("ca-certificates", "git", "make")
_DEFAULT = re.compile(r"\$\{\w+:-([^}]*)\}")


class Beside(BaseModel):
    """A server that runs beside the job; its name is that of its host."""

    model_config = ConfigDict(frozen=True)

    name: str
    image: str
    environment: dict[str, str] = {}
    is_healthy: str
    """The command that tells."""


class Pipeline(BaseModel):
    model_config = ConfigDict(frozen=True)

    image: str
    servers: tuple[Beside, ...]
    variables: dict[str, str]
    packages: tuple[str, ...]
    """Debian's, which the image has not."""


def pipeline_of(
    features: Iterable[Feature], stacks: set[str], server: Server, python_version: str
) -> Pipeline:
    chosen = list(features)
    containers = [c for feature in chosen for c in feature.containers if c.gives and c.for_tests]
    given = {name: url for container in containers for name, url in container.gives.items()}
    database = [_database(server)] if "server" in stacks else []
    where = {"DATABASE_URL": server.url} if database else {}
    urls = {f"TEST_{name}": plain(url) for name, url in sorted({**where, **given}.items())}
    packages = {package for feature in chosen for package in feature.packages_on(stacks)}
    return Pipeline(
        image=f"python:{python_version}-slim-trixie",
        servers=(*database, *map(_container, containers)),
        variables={"CI": "true", **urls},
        packages=tuple(sorted(packages.union(_BROUGHT_BY_ALL))),
    )


def _database(server: Server) -> Beside:
    return Beside(
        name="database",
        image=server.image,
        environment={name: plain(value) for name, value in server.environment.items()},
        is_healthy=_command(server.healthcheck),
    )


def _container(container: Container) -> Beside:
    return Beside(
        name=container.name,
        image=container.image,
        is_healthy=_command(container.healthcheck),
    )


def _command(healthcheck: tuple[str, ...]) -> str:
    """Without Compose's word for how it is run."""
    return " ".join(healthcheck[1:])


def plain(text: str) -> str:
    """With the defaults of Compose's variables: nothing in a pipeline is a secret."""
    return _DEFAULT.sub(r"\1", text)
