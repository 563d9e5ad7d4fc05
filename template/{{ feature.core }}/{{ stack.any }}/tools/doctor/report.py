"""The checks as people read them, and as scripts do."""

import json
from collections.abc import Sequence

from tools.doctor.findings import Check, State

_MARKS = {State.OK: "ok", State.WARNING: "hmm", State.WRONG: "WRONG"}
_INDENT = " " * 8


def line_of(check: Check) -> str:
    """What was found; below it what to do, where something is wrong."""
    found = f"{_MARKS[check.state]:<6}  {check.name:<20} {check.message}"
    if check.fault is None:
        return found
    return f"{found} [{check.fault}]\n{_INDENT}-> {check.remedy}"


def summary(checks: Sequence[Check]) -> str:
    wrong = [check.name for check in checks if check.state == State.WRONG]
    return f"\nWrong: {', '.join(wrong)}." if wrong else "\nAll is well."


def document(checks: Sequence[Check]) -> str:
    """One JSON object."""
    told = [check._asdict() for check in checks]
    return json.dumps({"healthy": is_healthy(checks), "checks": told}, indent=2)


def is_healthy(checks: Sequence[Check]) -> bool:
    """Warnings are no illness."""
    return all(check.state != State.WRONG for check in checks)
