"""Dashboards are such as Grafana loads, and every panel asks for what the service tells."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests import promql
from tests.callers import headers_of
from tests.processes import ROOT
from tests.registry import SAMPLES
from tests.serving import serving

pytestmark = pytest.mark.checklist("operations.metrics", proves="dashboard")

DASHBOARDS: dict[str, dict[str, Any]] = {
    file.name: json.loads(file.read_text()) for file in (ROOT / "deploy/grafana").glob("*.json")
}
PANELS: list[dict[str, Any]] = [
    panel for dashboard in DASHBOARDS.values() for panel in dashboard["panels"]
]
QUERIES = [target for panel in PANELS for target in panel["targets"]]


@pytest.fixture(scope="module")
def known(database_url: str) -> Iterator[dict[str, set[str]]]:
    """What a service tells that has been asked for something."""
    with serving({"database_url": database_url}) as url:
        httpx2.get(f"{url}{SAMPLES[0].path}", headers=headers_of(url))
        yield promql.told(httpx2.get(f"{url}/metrics").text)


def _plain(expression: str) -> str:
    """With what Grafana puts in the place of its variables."""
    return expression.replace("$__rate_interval", "5m").replace("$job", ".*")


def test_they_have_names_of_their_own() -> None:
    assert len({dashboard["uid"] for dashboard in DASHBOARDS.values()}) == len(DASHBOARDS) > 0


@pytest.mark.parametrize("dashboard", DASHBOARDS.values(), ids=DASHBOARDS)
def test_it_has_what_grafana_needs_to_load_it(dashboard: dict[str, Any]) -> None:
    variables = {variable["name"] for variable in dashboard["templating"]["list"]}
    ids = [panel["id"] for panel in dashboard["panels"]]

    assert {"title", "uid", "schemaVersion", "time"} <= set(dashboard)
    assert variables == {"datasource", "job"}
    assert len(set(ids)) == len(ids)
    for panel in dashboard["panels"]:
        assert {"title", "type", "gridPos", "datasource", "fieldConfig"} <= set(panel)
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["expr"])
def test_a_query_asks_for_what_is_told(query: dict[str, str], known: dict[str, set[str]]) -> None:
    expression = _plain(query["expr"])

    series = list(promql.asked(expression))

    assert series
    assert promql.unknown(expression, known) == []
    assert all("job" in asked.labels for asked in series)
    for label in re.findall(r"\{\{(\w+)\}\}", query["legendFormat"]):
        assert any(label in asked.labels for asked in series)


def test_what_is_told_is_shown(known: dict[str, set[str]]) -> None:
    shown = {asked.name for query in QUERIES for asked in promql.asked(_plain(query["expr"]))}
    parts = {"http_request_duration_seconds_count", "http_request_duration_seconds_sum", "up"}

    assert set(known) - parts == shown


def test_a_query_for_something_else_would_be_found(known: dict[str, set[str]]) -> None:
    assert promql.unknown("rate(http_requests_total{path='/x'}[5m])", known)
    assert promql.unknown("requests_total", known)
