"""What a run has to hold, and whether it has: of the figures that Locust writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.samples import Sample

_SHARE = 0.99
_VERBS = ("create", "delete", "get", "list", "search", "update")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Of every operation by itself."""

    p99: float = 200
    """Milliseconds in which 99 of 100 answers have to be there."""
    failures: float = 0
    """Requests of a hundred that may fail."""

    def missed(self, entry: Mapping[str, Any]) -> list[str]:
        """A sentence for each that this operation has missed."""
        name, asked, failed = entry["name"], entry["num_requests"], entry["num_failures"]
        found, slowest = [], percentile(entry["response_times"], _SHARE)
        if slowest >= self.p99:
            found.append(
                f"{name}: 99 of 100 answers took up to {slowest:g} ms, and have to take less "
                f"than {self.p99:g} ms."
            )
        if failed * 100 > asked * self.failures:
            found.append(
                f"{name}: {failed} of {asked} requests failed, and {self.failures:g} of 100 may."
            )
        return found


def missed(
    figures: Iterable[Mapping[str, Any]], thresholds: Thresholds, operations: Iterable[str]
) -> list[str]:
    """A sentence for each threshold, and for each operation that nobody has asked for."""
    entries = {entry["name"]: entry for entry in figures}
    found: list[str] = []
    for name in operations:
        unasked = f"{name}: nobody asked for it. Let the run take longer."
        found += thresholds.missed(entries[name]) if name in entries else [unasked]
    return found


def operations_of(samples: Iterable[Sample]) -> list[str]:
    """What the scenario asks of these resources, by the names that Locust counts under."""
    return [
        f"{verb} {sample.name}"
        for sample in samples
        for verb in _VERBS
        if verb != "search" or sample.searchable
    ]


def percentile(times: Mapping[str, int], share: float) -> float:
    """Milliseconds in which such a share of the answers was there, of a number for each time."""
    needed, seen, reached = share * sum(times.values()), 0, 0.0
    for time, number in sorted((float(time), number) for time, number in times.items()):
        seen, reached = seen + number, time
        if seen >= needed:
            break
    return reached
