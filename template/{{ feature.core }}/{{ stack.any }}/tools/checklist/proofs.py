"""Which items are proven, by what became of the tests."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.checklist.items import Item
from tools.checklist.results import Outcome


@dataclass(frozen=True, slots=True)
class Proof:
    """An item with the tests that are its evidence."""

    item: Item
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == "failed"]

    @property
    def passed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == "passed"]

    @property
    def unproven(self) -> list[str]:
        """Claims without a test that has passed."""
        proven = {
            mark.claim
            for outcome in self.passed
            for mark in outcome.marks
            if mark.item == self.item.id
        }
        return [claim for claim in self.item.claims if claim not in proven]

    @property
    def holds(self) -> bool:
        """What is left out promises nothing."""
        return not self.item.is_met or not (self.failed or self.unproven)

    @property
    def faults(self) -> list[str]:
        """Why it does not hold, a sentence each."""
        if not self.item.is_met:
            return []
        failed = [f"{outcome.test}: {outcome.reason}" for outcome in self.failed]
        return failed or [
            f"Nothing has proven: {self.item.claims[claim]} (proves={claim!r})"
            for claim in self.unproven
        ]


def proofs_of(items: Iterable[Item], outcomes: Iterable[Outcome]) -> list[Proof]:
    known = list(outcomes)
    return [
        Proof(item, tuple(o for o in known if item.id in {mark.item for mark in o.marks}))
        for item in items
    ]
