"""Schemathesis against the document: what it makes of it, valid and not, keeps every promise."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.schemas import BaseSchema

EXAMPLES = 60
"""Requests for each operation, beside those that go through every rule of its schema."""

schema = schemathesis.pytest.from_fixture("api")


@pytest.fixture(scope="session")
def api(base_url: str) -> BaseSchema:
    return schemathesis.openapi.from_url(f"{base_url}/openapi.json")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_keeps_its_promises(case: Case) -> None:
    case.call_and_validate()
