"""What `tools.seed` asks of the service, which runs here without HTTP."""

import asyncio
from collections.abc import Iterator

from app.config import Settings
from app.factory import create_app
from tests.callers import acting
from tests.registry import SAMPLES
from tools.seed.filling import Keys, fill


def seed(settings: Settings, count: int) -> Iterator[tuple[str, int]]:
    """The name of each resource, and how many rows it has got."""
    with acting(), asyncio.Runner() as runner:
        app = create_app(settings)
        runner.run(app.state.database.open())
        try:
            keys: Keys = {}
            for sample in SAMPLES:
                service = getattr(app.state, sample.name)
                runner.run(fill(service, sample, count, keys))
                yield sample.name, count
        finally:
            runner.run(app.state.database.close())
