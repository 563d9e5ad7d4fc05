"""What becomes of each read, counted for the metrics."""

from app.infrastructure.metrics import directory  # noqa: F401  # before the library

from prometheus_client import CollectorRegistry, Counter  # isort: skip

HIT, MISS, SHARED, AWAY = "hit", "miss", "shared", "away"
"""Found; read; read by another who asked at the same time; the cache did not answer."""

_reads = Counter(
    "cache_reads",
    "Reads of rows and pages through the cache, by what became of them.",
    ("outcome",),
    registry=CollectorRegistry(),
)
_count = {outcome: _reads.labels(outcome).inc for outcome in (HIT, MISS, SHARED, AWAY)}


def count(outcome: str) -> None:
    _count[outcome]()
