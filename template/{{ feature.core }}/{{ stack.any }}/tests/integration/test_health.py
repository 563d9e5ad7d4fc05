"""What a service says of itself while what it depends on is away."""

import pytest

from tests.processes import running

NOWHERE = "sqlite:////no/such/folder/app.db"


@pytest.mark.checklist("operations.health-checks", proves="away")
def test_it_says_that_its_database_is_away():
    with running(NOWHERE) as service:
        live, ready = service.get("/health/live"), service.get("/health/ready")

    assert (live.status_code, ready.status_code) == (200, 503)
    assert ready.json()["data"]["checks"]["database"]["status"] == "down"
