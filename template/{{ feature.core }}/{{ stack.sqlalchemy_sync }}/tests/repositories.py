"""A slice's repository on a database of its own, without the service around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from app.config import Settings
from app.infrastructure.database import connect
from app.infrastructure.database.repository import ResourceRepository
from tests.samples import Sample


@contextmanager
def repository_of(sample: Sample, database_url: str) -> Iterator[ResourceRepository[Any]]:
    """Connected as the service is; closed when the block ends."""
    module = import_module(f"app.domain.{sample.name}.repository")
    settings = Settings(_env_file=None, **{"environment": "test", "database_url": database_url})
    database = connect(settings)
    database.open()
    try:
        yield _repository_in(module)(database)
    finally:
        database.close()


def _repository_in(module: Any) -> type[ResourceRepository[Any]]:
    [found] = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, ResourceRepository)
        and each.__module__ == module.__name__
    ]
    return found
