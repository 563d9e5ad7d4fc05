"""Whether the process runs, and whether it should be sent work."""

import pytest
from httpx2 import Client

from tests.contract.answers import data_of
from tests.contract.parallel import at_once, statuses


@pytest.mark.checklist("operations.health-checks", proves="live")
def test_it_is_alive(client: Client) -> None:
    assert data_of(client.get("/health/live")) == {"status": "up"}


@pytest.mark.checklist("operations.health-checks", proves="ready")
def test_it_is_ready(client: Client) -> None:
    checks = data_of(client.get("/health/ready"))["checks"]

    assert "database" in checks
    for check in checks.values():
        assert set(check) == {"status", "latency_ms"}
        assert check["status"] == "up"
        assert 0 <= check["latency_ms"] < 1000


@pytest.mark.checklist("operations.health-checks", proves="live")
def test_300_probes_are_answered(client: Client) -> None:
    responses = [client.get("/health/live") for _ in range(300)]

    assert statuses(responses) == {200: 300}


def test_probes_at_once_are_answered(client: Client) -> None:
    assert statuses(at_once(50, lambda _: client.get("/health/ready"))) == {200: 50}


def test_it_is_asked_anew_each_time(client: Client) -> None:
    for path in ("/health/live", "/health/ready"):
        headers = client.get(path).headers

        assert "ETag" not in headers
        assert "max-age" not in headers.get("Cache-Control", "")
