"""The implementation summary: all that the three reports tell, gathered once."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from app import __version__
from app.project import DESCRIPTION, TITLE
from tools.checklist import facts
from tools.checklist.facts import Covered, Folder
from tools.checklist.proofs import Proof
from tools.checklist.results import Outcome

_SLOWEST = 5


@dataclass(frozen=True, kw_only=True)
class Summary:
    title: str
    version: str
    objective: str
    moment: str
    technologies: list[tuple[str, str]]
    folders: list[Folder]
    coverage: list[Covered]
    proofs: Sequence[Proof]
    outcomes: Sequence[Outcome]

    @property
    def broken(self) -> list[Proof]:
        return [proof for proof in self.proofs if not proof.holds]

    @property
    def met(self) -> list[Proof]:
        return [proof for proof in self.proofs if proof.item.is_met]

    @property
    def other_failures(self) -> list[Outcome]:
        """Tests that are evidence for no item."""
        return [o for o in self.outcomes if o.state == "failed" and not o.marks]

    @property
    def holds(self) -> bool:
        return not (self.broken or self.other_failures)

    @property
    def verdict(self) -> str:
        proven = len(self.met) - len(self.broken)
        return f"{proven} of {len(self.met)} items are proven."

    @property
    def tests(self) -> Counter[str]:
        """How many passed, failed, were skipped."""
        return Counter(outcome.state for outcome in self.outcomes)

    @property
    def speed(self) -> dict[str, str]:
        """What tests have measured."""
        return {name: str(value) for o in self.outcomes for name, value in o.measured.items()}

    @property
    def findings(self) -> list[str]:
        """What is wrong with security; nothing where nothing was found."""
        secured = [proof for proof in self.broken if proof.item.id.startswith("security.")]
        return [f"{proof.item.id}: {fault}" for proof in secured for fault in proof.faults]

    @property
    def observations(self) -> list[str]:
        """What a reader should know who sees all green."""
        skipped = Counter(o.reason for o in self.outcomes if o.state == "skipped")
        slowest = sorted(self.outcomes, key=lambda outcome: -outcome.seconds)[:_SLOWEST]
        left_out = [proof.item for proof in self.proofs if not proof.item.is_met]
        return [
            *(f"Skipped, {times} times: {reason}" for reason, times in skipped.most_common()),
            *(f"Left out: {item.title} ({item.id})" for item in left_out),
            *(f"Slow: {outcome.test} took {outcome.seconds:.1f} s" for outcome in slowest),
        ]

    def as_json(self) -> str:
        told = {
            "title": self.title,
            "version": self.version,
            "objective": self.objective,
            "moment": self.moment,
            "holds": self.holds,
            "verdict": self.verdict,
            "technologies": dict(self.technologies),
            "files": [asdict(folder) for folder in self.folders],
            "tests": dict(self.tests),
            "coverage": [asdict(covered) for covered in self.coverage],
            "speed": self.speed,
            "security_findings": self.findings,
            "observations": self.observations,
            "items": [_as_data(proof) for proof in self.proofs],
        }
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def summary_of(proofs: Sequence[Proof], outcomes: Sequence[Outcome]) -> Summary:
    return Summary(
        title=TITLE,
        version=__version__,
        objective=DESCRIPTION,
        moment=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        technologies=facts.technologies(),
        folders=facts.folders(),
        coverage=facts.coverage(),
        proofs=proofs,
        outcomes=outcomes,
    )


def _as_data(proof: Proof) -> dict[str, Any]:
    item = proof.item
    return {
        "id": item.id,
        "title": item.title,
        "state": item.state,
        "holds": proof.holds,
        "faults": proof.faults,
        "code": list(item.code),
        "claims": {
            name: {"claim": claim, "proven": name not in proof.unproven}
            for name, claim in item.claims.items()
        },
        "tests": {outcome.test: outcome.state for outcome in proof.outcomes},
    }
