"""What `tools.seed` asks of the service, which runs here without HTTP."""

from collections.abc import Iterator

from app.config import Settings
from app.factory import create_app
from app.infrastructure import database
from tests.callers import acting


def seed(settings: Settings, count: int) -> Iterator[tuple[str, int]]:
    """The name of each resource, and how many rows it has got."""
    create_app(settings)
    from django.apps import apps  # no service before Django is set up

    from tests.registry import SAMPLES
    from tools.seed.filling import Keys, fill

    services = {
        config.name.rpartition(".")[2]: getattr(config, "service", None)
        for config in apps.get_app_configs()
    }
    keys: Keys = {}
    try:
        with acting():
            for sample in SAMPLES:
                fill(services[sample.name], sample, count, keys)
                yield sample.name, count
    finally:
        database.release()
