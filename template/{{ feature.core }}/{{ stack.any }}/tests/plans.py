"""How a database goes about a statement, as it tells itself."""

import re
from typing import NamedTuple

from tests.sent import Sent
from tests.sql import fetch
from tests.urls import kind_of


class _Way(NamedTuple):
    explain: str
    sorts: re.Pattern[str]
    """What stands in the plan of a statement that has to sort all that it finds."""
    after: tuple[str, ...] = ()
    """What makes a server choose for a few rows as it would for many."""


_WAYS = {
    "mysql": _Way("EXPLAIN", re.compile("filesort")),
    "postgresql": _Way(
        "EXPLAIN",
        re.compile(r"(?<!Incremental )\bSort\b(?! Key)"),
        after=("SET enable_seqscan = off", "SET enable_sort = off"),
    ),
    "sqlite": _Way("EXPLAIN QUERY PLAN", re.compile("TEMP B-TREE FOR ORDER BY")),
}


def plan_of(url: str, sent: Sent) -> str:
    """In the database's own words."""
    way = _WAYS[kind_of(url)]
    rows = fetch(url, f"{way.explain} {sent.text}", sent.arguments, after=way.after)
    return "\n".join(" ".join(map(str, row)) for row in rows)


def sorts(url: str, plan: str) -> bool:
    """Whether it sorts all rows that it finds, for want of an index that has them in order."""
    return _WAYS[kind_of(url)].sorts.search(plan) is not None
