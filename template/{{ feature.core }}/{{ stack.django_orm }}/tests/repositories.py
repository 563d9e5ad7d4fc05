"""A slice's repository on a database of its own, without the service around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from tests.application import application, disconnect
from tests.samples import Sample


@contextmanager
def repository_of(sample: Sample, database_url: str) -> Iterator[Any]:
    """Connected as the service is; its connection goes back when the block ends."""
    app = application({"database_url": database_url})

    from app.infrastructure.database import release  # models can be imported from here on
    from app.infrastructure.database.port import Database
    from app.infrastructure.database.repository import ResourceRepository

    module = import_module(f"app.domain.{sample.name}.repository")
    [repository] = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, ResourceRepository)
        and each.__module__ == module.__name__
    ]
    try:
        yield repository(Database())
    finally:
        release()
        disconnect(app)
