"""The summary as Markdown: for a merge request, or to keep."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tools.checklist.proofs import Proof
from tools.checklist.summary import Summary


def render(summary: Summary) -> str:
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield f"# {summary.title} {summary.version}: implementation summary"
    yield f"\n{summary.moment}. **{summary.verdict}**"
    yield f"\n## Objective\n\n{summary.objective}"
    yield "\n## Technologies\n"
    yield from (f"- {name} {version}".rstrip() for name, version in summary.technologies)
    yield "\n## Checklists"
    for title, proofs in groupby(summary.proofs, key=lambda proof: proof.item.checklist):
        yield f"\n### {title}\n"
        yield from _table(("", "item", "tests", "code"), map(_item, proofs))
    yield "\n## Files\n"
    files = ((f"`{f.path}`", str(f.files), str(f.lines)) for f in summary.folders)
    yield from _table(("folder", "files", "lines"), files)
    yield "\n## Tests\n"
    yield ", ".join(f"{count} {state}" for state, count in sorted(summary.tests.items())) + "."
    yield from (f"- `{o.test}`: {o.reason}" for o in summary.other_failures)
    yield "\n## Coverage\n"
    covered = ((c.name, str(c.statements), f"{c.percent} %") for c in summary.coverage)
    yield from _table(("package", "statements", "covered"), covered)
    yield "\n## Speed\n"
    yield from _listed(map(": ".join, summary.speed.items()), "Not measured.")
    yield "\n## Security findings\n"
    yield from _listed(summary.findings, "None.")
    yield "\n## Observations\n"
    yield from _listed(summary.observations, "None.")


def _item(proof: Proof) -> Sequence[str]:
    item = proof.item
    if not item.is_met:
        return "–", f"{item.title} (`{item.id}`): left out", "", ""
    state = "✓" if proof.holds else "✗"
    faults = "".join(f"<br>{_cell(fault)}" for fault in proof.faults)
    code = ", ".join(f"`{path}`" for path in item.code)
    return state, f"{item.title} (`{item.id}`){faults}", f"{len(proof.passed)} passed", code


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _listed(lines: Iterable[str], nothing: str) -> Iterator[str]:
    found = [f"- {line}" for line in lines]
    yield from found or [nothing]
