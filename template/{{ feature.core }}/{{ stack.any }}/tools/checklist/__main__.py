"""Runs the suite, then the gates, then writes the summary to `reports/`.

    python -m tools.checklist                          all of it
    python -m tools.checklist security.rate-limiting   the tests of one item alone; no report

Ends with 1 where an item is not proven or a test has failed, with 2 where there is no such item.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.checklist import console, markdown, page
from tools.checklist.items import read_items
from tools.checklist.proofs import proofs_of
from tools.checklist.results import read_outcomes
from tools.checklist.summary import Summary, summary_of

REPORTS = Path("reports")
GATES = "tests/gates"
_SUITE = ("--cov", "--cov-report=", "--cov-fail-under=0", f"--ignore={GATES}")
_SILENT = 5
"""pytest found no test."""
_JUDGED = {0, 1, _SILENT}
"""Ends of pytest that leave results. After any other it has said itself what is wrong."""


def main(arguments: list[str]) -> int:
    if arguments:
        return _prove_one(arguments[0])
    with tempfile.TemporaryDirectory() as folder:
        suite, gates = Path(folder) / "suite.jsonl", Path(folder) / "gates.jsonl"
        console.heading("1 of 3: the suite")
        ended = [_pytest(*_SUITE, f"--checklist-results={suite}")]
        console.heading("2 of 3: what the tools of the pipeline say")
        ended += [_pytest(GATES, f"--checklist-results={gates}")]
        if not _JUDGED.issuperset(ended):
            return 1
        outcomes = read_outcomes([suite, gates])
    console.heading("3 of 3: the checklists")
    summary = summary_of(proofs_of(read_items().values(), outcomes), outcomes)
    _write(summary)
    console.tell(summary, REPORTS)
    return 0 if summary.holds else 1


def _prove_one(name: str) -> int:
    if name not in read_items():
        print(f"There is no item {name}. CHECKLIST.md lists them.", file=sys.stderr)
        return 2
    code = _pytest(f"--checklist-only={name}")
    if code == _SILENT:
        print(f"No test is evidence for {name}.", file=sys.stderr)
    return 1 if code else 0


def _pytest(*arguments: str) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", "-q", "--no-header", *arguments])


def _write(summary: Summary) -> None:
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "checklist.json").write_text(summary.as_json(), encoding="utf-8")
    (REPORTS / "checklist.md").write_text(markdown.render(summary), encoding="utf-8")
    (REPORTS / "checklist.html").write_text(page.render(summary), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
