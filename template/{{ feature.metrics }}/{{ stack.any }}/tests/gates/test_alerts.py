"""The alerts load, ask for what the service tells, and fire: promtool runs them on figures.

Where a fault can be made here, its figures are those of a service that had it.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from app.http.native import Response
from tests import promql
from tests.callers import headers_of
from tests.needs import lack
from tests.processes import ROOT
from tests.registry import SAMPLES
from tests.serving import serving

RULES = ROOT / "deploy/prometheus/alerts.yaml"
ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]
]
NAMES = [alert["alert"] for alert in ALERTS]
LOADS = pytest.mark.checklist("integrations.monitoring-alerts", proves="rules")
FIRES = pytest.mark.checklist("integrations.monitoring-alerts", proves="fires")
MINUTES = 20
HEALTHY = {
    'up{job="service",instance="a"}': "1x20",
    'http_requests_total{job="service",method="GET",route="/x",status="200"}': "0+600x20",
    'http_request_duration_seconds_bucket{job="service",route="/x",le="0.005"}': "0+600x20",
    'http_request_duration_seconds_bucket{job="service",route="/x",le="+Inf"}': "0+600x20",
    'database_connections_in_use{job="service"}': "2x20",
    'database_connections_limit{job="service"}': "10x20",
}
FAULTS = {
    "ServiceDown": {'up{job="service",instance="a"}': "0x20"},
    "HighErrorRatio": {'http_requests_total{job="service",route="/x",status="500"}': "0+60x20"},
    "HighLatency": {
        'http_request_duration_seconds_bucket{job="service",route="/x",le="0.005"}': "0+0x20",
        'http_request_duration_seconds_bucket{job="service",route="/x",le="2.5"}': "0+600x20",
    },
    "DatabasePoolExhausted": {'database_connections_in_use{job="service"}': "10x20"},
    "RequestsRefused": {'http_requests_total{job="service",route="/x",status="503"}': "0+12x20"},
}
Series = dict[str, str]


def crash() -> Response:
    raise RuntimeError


@pytest.fixture(scope="module")
def recorded(database_url: str) -> Iterator[tuple[str, str]]:
    """What a service told before it failed at a part of what it was asked, and after."""
    with serving({"database_url": database_url}, {("GET", "/crash"): crash}) as url:
        headers = headers_of(url)
        httpx2.get(f"{url}/crash")
        before = httpx2.get(f"{url}/metrics").text
        for _ in range(5):
            httpx2.get(f"{url}/crash")
            httpx2.get(f"{url}{SAMPLES[0].path}", headers=headers)
        yield before, httpx2.get(f"{url}/metrics").text


@pytest.fixture(scope="module")
def promtool() -> str:
    found = shutil.which("promtool")
    if not found:
        lack("promtool is not installed (in the package prometheus): no alert was seen to fire")
    return found


def _fired(promtool: str, folder: Path, series: Series) -> set[str]:
    """The alerts that these figures raise, by Prometheus' own engine."""
    test = folder / "test.yaml"
    expectations = [{"eval_time": f"{MINUTES}m", "alertname": name} for name in NAMES]
    run = {
        "interval": "1m",
        "input_series": [{"series": name, "values": value} for name, value in series.items()],
        "alert_rule_test": expectations,
    }
    test.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "tests": [run]}))
    done = subprocess.run(
        [promtool, "test", "rules", str(test)], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    fired = set(re.findall(r"alertname:\s?(\w+), time: 20m,\s+exp:\[\s*\],\s+got:\[\s*\S", said))
    assert (done.returncode != 0) == bool(fired), said
    return fired


def _repeated(before: str, after: str) -> Series:
    """As if what has happened between the two happened again each minute."""
    earlier = dict(line.rsplit(" ", 1) for line in before.splitlines() if not line.startswith("#"))
    found: Series = {}
    for line in after.splitlines():
        if not line.startswith("#"):
            name, value = line.rsplit(" ", 1)
            growth = float(value) - float(earlier.get(name, 0))
            found[name.replace("{", '{job="service",')] = f"{value}+{growth}x{MINUTES}"
    return found


@LOADS
def test_the_rules_are_of_prometheus_own_form(promtool: str) -> None:
    done = subprocess.run(
        [promtool, "check", "rules", str(RULES)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert f"{len(ALERTS)} rules found" in done.stdout


@LOADS
@pytest.mark.parametrize("alert", ALERTS, ids=NAMES)
def test_an_alert_asks_for_what_is_told(alert: dict[str, Any], recorded: tuple[str, str]) -> None:
    assert promql.unknown(alert["expr"], promql.told(recorded[1])) == []
    assert {"summary", "description", "runbook"} <= set(alert["annotations"])
    assert alert["labels"]["severity"] in ("critical", "warning")


@FIRES
def test_figures_of_a_service_that_crashes_raise_the_alert(
    promtool: str, tmp_path: Path, recorded: tuple[str, str]
) -> None:
    assert "HighErrorRatio" in _fired(promtool, tmp_path, _repeated(*recorded))


@FIRES
@pytest.mark.parametrize("name", NAMES)
def test_each_fault_raises_its_alert_and_no_other(promtool: str, tmp_path: Path, name: str) -> None:
    fired = _fired(promtool, tmp_path, {**HEALTHY, **FAULTS[name]})

    assert fired == {name}


def test_a_healthy_service_raises_none(promtool: str, tmp_path: Path) -> None:
    assert _fired(promtool, tmp_path, HEALTHY) == set()
