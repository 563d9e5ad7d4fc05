"""What `tools.seed` asks of the service, which runs here without HTTP."""

from collections.abc import Iterator

from app.config import Settings
from app.factory import create_app
from tests.callers import acting
from tests.registry import SAMPLES
from tools.seed.filling import Keys, fill


def seed(settings: Settings, count: int) -> Iterator[tuple[str, int]]:
    """The name of each resource, and how many rows it has got."""
    app = create_app(settings)
    keys: Keys = {}
    with acting():
        for sample in SAMPLES:
            fill(app.extensions[sample.name], sample, count, keys)
            yield sample.name, count
