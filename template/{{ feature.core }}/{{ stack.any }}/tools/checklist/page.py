"""The summary as one HTML page that needs nothing else: no script, no font, no address."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from tools.checklist.proofs import Proof
from tools.checklist.summary import Summary

_PAGE = Path(__file__).with_name("page.html")
_STATES = {True: ("proven", "✓"), False: ("broken", "✗")}


def render(summary: Summary) -> str:
    lists = [
        (title, list(proofs))
        for title, proofs in groupby(summary.proofs, key=lambda proof: proof.item.checklist)
    ]
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        title=escape(summary.title),
        version=escape(summary.version),
        objective=escape(summary.objective),
        moment=escape(summary.moment),
        verdict=escape(summary.verdict),
        state=_STATES[summary.holds][0],
        figures="".join(_figures(summary)),
        overview="".join(_overview(title, proofs) for title, proofs in lists),
        checklists="".join(_checklist(title, proofs) for title, proofs in lists),
        technologies=_rows(summary.technologies),
        files=_rows((f.path, str(f.files), str(f.lines)) for f in summary.folders),
        coverage=_rows((c.name, str(c.statements), f"{c.percent} %") for c in summary.coverage),
        speed=_rows(summary.speed.items()),
        findings=_listed(summary.findings or ["None."]),
        observations=_listed(summary.observations or ["None."]),
    )


def _figures(summary: Summary) -> Iterable[str]:
    tests = summary.tests
    yield _figure(str(tests["passed"]), "tests passed")
    yield _figure(str(tests["failed"]), "failed")
    yield _figure(str(tests["skipped"]), "skipped")
    yield _figure(f"{summary.coverage[0].percent} %" if summary.coverage else "–", "covered")
    yield _figure(f"{sum(o.seconds for o in summary.outcomes):.0f} s", "of testing")


def _figure(value: str, name: str) -> str:
    return f"<div class=figure><b>{escape(value)}</b><span>{escape(name)}</span></div>"


def _overview(title: str, proofs: Sequence[Proof]) -> str:
    """A ring that closes as items are proven."""
    met = [proof for proof in proofs if proof.item.is_met]
    proven = sum(proof.holds for proof in met)
    share = 100 * proven / max(1, len(met))
    return (
        f'<a class="ring {_STATES[proven == len(met)][0]}" href="#{_anchor(title)}">'
        '<svg viewBox="0 0 36 36" aria-hidden="true"><circle cx=18 cy=18 r=15.9 />'
        f'<circle class=done cx=18 cy=18 r=15.9 stroke-dasharray="{share:.1f} 100" /></svg>'
        f"<b>{proven}/{len(met)}</b><span>{escape(title)}</span></a>"
    )


def _checklist(title: str, proofs: Sequence[Proof]) -> str:
    items = "".join(map(_item, proofs))
    return f'<section id="{_anchor(title)}"><h2>{escape(title)}</h2>{items}</section>'


def _item(proof: Proof) -> str:
    item = proof.item
    state, mark = _STATES[proof.holds] if item.is_met else ("left-out", "–")
    faults = f"<div class=faults>{_listed(proof.faults)}</div>" if proof.faults else ""
    code = "".join(f"<code>{escape(path)}</code> " for path in item.code)
    told = f"{len(proof.passed)} tests" if item.is_met else "left out"
    return (
        f'<details class="{state}"{" open" if proof.faults else ""}><summary>'
        f"<i>{mark}</i><b>{escape(item.title)}</b><small>{escape(item.id)}</small>"
        f"<em>{told}</em></summary><p>{escape(item.reason)}</p>{faults}"
        f"{_claims(proof)}<p>{code}</p>{_tests(proof)}</details>"
    )


def _claims(proof: Proof) -> str:
    open_mark = "✗" if proof.item.is_met else "–"
    marks = {name: open_mark if name in proof.unproven else "✓" for name in proof.item.claims}
    lines = (f"<li><i>{marks[n]}</i>{escape(claim)}</li>" for n, claim in proof.item.claims.items())
    return f"<ul class=claims>{''.join(lines)}</ul>"


def _tests(proof: Proof) -> str:
    if not proof.outcomes:
        return ""
    rows = _rows((o.state, o.test, f"{o.seconds:.2f} s") for o in proof.outcomes)
    return f"<details class=tests><summary>Evidence</summary><table>{rows}</table></details>"


def _rows(rows: Iterable[Sequence[str]]) -> str:
    made = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return "".join(f"<tr>{cells}</tr>" for cells in made)


def _listed(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")
