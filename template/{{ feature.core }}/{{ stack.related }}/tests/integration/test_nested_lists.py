"""A nested list costs what any list costs: one statement, and its pages come out of an index."""

from collections.abc import Callable, Iterator
from time import sleep

import httpx2
import pytest

from tests.callers import COSTS, client_of
from tests.parents import parents_of
from tests.plans import plan_of, sorts
from tests.registry import SAMPLES
from tests.samples import Reference, Sample
from tests.sent import Sent
from tests.serving import serving
from tests.statements import recorded

_A_MOMENT = 0.01
"""Seconds. Some drivers tell of a statement a moment after it has run."""
_ROWS = 60
_CASES = [(sample, reference) for sample in SAMPLES for reference in sample.references]

Ask = Callable[..., tuple[list[Sent], httpx2.Response]]
pytestmark = pytest.mark.parametrize(
    ("sample", "reference"), _CASES, ids=[f"{s.name}-{r.name}" for s, r in _CASES]
)


@pytest.fixture
def ask(sample: Sample, reference: Reference, database_url: str) -> Iterator[Ask]:
    """What a service sends for a list of one parent's rows, and what it answers."""
    with (
        recorded() as statements,
        serving({"database_url": database_url}) as url,
        client_of(url) as client,
    ):
        parents = parents_of(client, sample)
        for _ in range(_ROWS):
            body = sample.fresh() | parents
            client.post(sample.path, json=body).raise_for_status()

        def ask(parent: str = "", **query: object) -> tuple[list[Sent], httpx2.Response]:
            path = reference.nested.format(parent or parents[reference.name])
            sleep(_A_MOMENT)
            statements.clear()
            answer = client.get(path, params=query)  # type: ignore[arg-type]
            sleep(_A_MOMENT)
            return statements[len(COSTS) :], answer

        yield ask


@pytest.mark.checklist("database.query-performance", proves="statements")
def test_it_costs_one_statement(ask: Ask):
    by_page, by_cursor = ask()[0], ask(cursor="")[0]

    assert [sent.word for sent in (*by_page, *by_cursor)] == ["SELECT", "SELECT"]


def test_its_parent_is_asked_for_where_it_is_empty(ask: Ask):
    sent, answer = ask(parent="0198c5a0-0000-7000-8000-000000000000")

    assert [each.word for each in sent] == ["SELECT", "SELECT"]
    assert answer.status_code == 404


@pytest.mark.checklist("database.indexes", proves="plans")
def test_its_pages_come_out_of_an_index(ask: Ask, database_url: str):
    first, page = ask(cursor="", page_size=1)
    cursor = page.json()["meta"]["pagination"]["next_cursor"]
    asked = [*first, *ask(cursor=cursor, page_size=1)[0]]
    asked += [sent for order in ("created_at", "-created_at") for sent in ask(sort=order)[0]]

    plans = [plan_of(database_url, sent) for sent in asked]

    assert len(plans) == 4
    assert [plan for plan in plans if sorts(database_url, plan)] == []
