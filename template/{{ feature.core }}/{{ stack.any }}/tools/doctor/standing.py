"""How far a database is migrated, and whether that is as far as the code."""

from collections.abc import Sequence
from typing import NamedTuple

from tools.doctor.findings import Code, Fault, Finding


class Standing(NamedTuple):
    """Migrations by their names."""

    count: int
    """Of all that the code has."""
    pending: Sequence[str]
    unknown: Sequence[str]
    """Applied, but not in the code."""
    ends: Sequence[str]
    """Where two branches each made one: the last of both."""
    merge: str
    """The command that puts one behind both."""


def judged(standing: Standing) -> Finding:
    """Raises Fault."""
    if standing.ends:
        raise Fault(
            Code.FORKED,
            f"migrations that both want to be the last: {', '.join(standing.ends)}",
            f"`{standing.merge}` puts one behind both.",
        )
    if standing.unknown:
        raise Fault(
            Code.AHEAD,
            f"the database has migrations that this code does not know: {few(standing.unknown)}",
            "Newer code has migrated it, or another branch: deploy that code, or take them back by "
            "its `make rollback`.",
        )
    if standing.pending:
        raise Fault(
            Code.PENDING,
            f"{len(standing.pending)} still to be applied: {few(standing.pending)}",
            "make migrate applies them.",
        )
    return f"all {standing.count} are applied"


def few(names: Sequence[str]) -> str:
    """The first ones, where they are many."""
    return ", ".join(names[:3]) + (f", and {len(names) - 3} more" if len(names) > 3 else "")
