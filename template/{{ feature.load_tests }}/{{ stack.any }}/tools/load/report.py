"""What a run says at its end: a line for each operation, and each threshold that was missed."""

from collections.abc import Iterable, Mapping
from typing import Any

from tools.load.thresholds import percentile


def lines_of(figures: Iterable[Mapping[str, Any]]) -> list[str]:
    head = f"{'':28}{'asked':>8}{'failed':>8}{'p50 ms':>8}{'p99 ms':>8}"
    return [head, *map(_line, sorted(figures, key=lambda entry: str(entry["name"])))]


def _line(entry: Mapping[str, Any]) -> str:
    p50, p99 = (percentile(entry["response_times"], share) for share in (0.5, 0.99))
    counted = f"{entry['num_requests']:8}{entry['num_failures']:8}"
    return f"{entry['name']:28}{counted}{p50:8.0f}{p99:8.0f}"
