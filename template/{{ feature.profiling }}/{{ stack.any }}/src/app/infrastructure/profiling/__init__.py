"""What a developer asks of a running service: where a request spends its time, and what grows.

Nothing of it is there outside of development: the profiler is not even installed in the image.
"""

from app.config import Settings


def is_on(settings: Settings) -> bool:
    return settings.profiling and settings.environment == "development"
