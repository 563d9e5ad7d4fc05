"""What becomes of each read. Nobody counts it here."""

HIT, MISS, SHARED, AWAY = "hit", "miss", "shared", "away"
"""Found; read; read by another who asked at the same time; the cache did not answer."""


def count(outcome: str) -> None:
    """There are no metrics."""
