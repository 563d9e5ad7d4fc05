"""What a person sees while it runs, and at the end."""

from itertools import groupby
from pathlib import Path

from tools.checklist.proofs import Proof
from tools.checklist.summary import Summary

_MARKS = {True: "✓", False: "✗"}


def heading(text: str) -> None:
    print(f"\n{text}", flush=True)


def tell(summary: Summary, reports: Path) -> None:
    for title, proofs in groupby(summary.proofs, key=lambda proof: proof.item.checklist):
        _tell_list(title, list(proofs))
    if summary.broken:
        print("\nNot proven:")
    for proof in summary.broken:
        for fault in proof.faults:
            print(f"  {proof.item.id}: {fault}")
    if summary.other_failures:
        print("\nFailed, and evidence for no item:")
    for outcome in summary.other_failures:
        print(f"  {outcome.test}: {outcome.reason}")
    print(f"\n{summary.verdict} The whole summary: {reports / 'checklist.html'}")


def _tell_list(title: str, proofs: list[Proof]) -> None:
    met = [proof for proof in proofs if proof.item.is_met]
    proven = sum(proof.holds for proof in met)
    print(f"  {_MARKS[proven == len(met)]} {title:18} {proven} of {len(met)} proven")
