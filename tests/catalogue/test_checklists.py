"""Checklists: every item is there, says what it means, and is proven wherever it is met.

Read from rendered services without running them: `make checklist` of a service runs the proofs.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extensions.catalogue.checklists import CHECKLISTS, PROFILES, Item
from tests.support.presets import BASES, Answers, params
from tests.support.rendering import rendered

ALWAYS = """
api.response-envelope api.input-validation api.error-handling api.status-codes api.documentation
api.endpoint-tests api.versioning

database.migrations database.indexes database.constraints database.query-performance
database.transactions database.connection-pooling database.query-tests

business-logic.separation business-logic.validations business-logic.specific-errors
business-logic.structured-logs business-logic.unit-tests

security.injection security.xss security.error-messages security.secrets security.log-redaction
security.security-headers security.cors security.https-only security.encryption-in-transit
security.dependency-scan

performance.pagination performance.compression performance.response-time

maintainability.self-documenting-code maintainability.separation-of-concerns
maintainability.dependency-injection maintainability.external-configuration
maintainability.test-coverage

operations.health-checks operations.graceful-shutdown operations.diagnosis operations.summary
"""
"""What every service meets, whatever is chosen."""

MOST_CLAIMS = 6
SEEDED = "domain"
"""A folder of tests that belong to a service's owner: nothing may rest on them."""

SERVICES: dict[str, Answers] = {
    f"{base}-{profile}": {**answers, "profile": profile}
    for base, answers in BASES.items()
    for profile in PROFILES
    if profile != "standard"
}
EACH_TIME = ("fastapi-postgresql-production", "flask-mysql-minimal", "django-sqlite-production")

of_each_item = pytest.mark.parametrize("item", CHECKLISTS.items.values(), ids=CHECKLISTS.items)
of_each_service = pytest.mark.parametrize("name", params(SERVICES, EACH_TIME))


class Mark(NamedTuple):
    """What a test says that it is evidence for."""

    item: str
    claim: str | None
    file: str


def test_every_service_meets_what_is_promised_to_all() -> None:
    always = {name for name, item in CHECKLISTS.items.items() if item.is_always_met}

    assert always == set(ALWAYS.split())


@of_each_item
def test_an_item_is_a_promise_with_a_reason(item: Item) -> None:
    assert item.title[0].isupper()
    assert not item.title.endswith(".")
    assert item.reason[0].isupper()
    assert item.reason.endswith(".")


@of_each_item
def test_a_claim_is_a_sentence(item: Item) -> None:
    assert len(item.evidence) <= MOST_CLAIMS
    for claim in item.evidence.values():
        assert claim[0].isupper() or claim[0].isdigit(), claim
        assert claim.endswith("."), claim


@of_each_item
def test_a_source_is_a_name(item: Item) -> None:
    for source in item.sources:
        assert not source.endswith("."), source
        assert not source.startswith("Seed"), source


@of_each_service
def test_the_code_of_what_is_met_is_there(name: str) -> None:
    service = rendered(SERVICES[name])

    missing = [
        (item["id"], path)
        for item in _met(service)
        for path in item["code"]
        if not (service / path).exists()
    ]
    silent = [item["id"] for item in _met(service) if not item["code"]]

    assert missing == []
    assert silent == []


@of_each_service
def test_every_claim_of_what_is_met_has_a_test(name: str) -> None:
    service = rendered(SERVICES[name])

    proven = {(mark.item, mark.claim) for mark in _marks(service)}
    unproven = [
        f"{item['id']}: {claim}"
        for item in _met(service)
        for claim in item["claims"]
        if (item["id"], claim) not in proven
    ]

    assert unproven == []


@of_each_service
def test_a_test_is_evidence_for_what_is_there(name: str) -> None:
    service = rendered(SERVICES[name])
    known = {item["id"]: {None, *item["claims"]} for item in _items(service)}

    lost = [mark for mark in _marks(service) if mark.claim not in known.get(mark.item, ())]

    assert lost == []


def _met(service: Path) -> list[dict[str, Any]]:
    return [item for item in _items(service) if item["state"] != "left-out"]


def _items(service: Path) -> list[dict[str, Any]]:
    """As the service knows them itself."""
    text = (service / "tools/checklist/items.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["items"]
    return found


def _marks(service: Path) -> Iterator[Mark]:
    """Every `pytest.mark.checklist("item", proves="claim")` of its tests."""
    tests = service / "tests"
    for file in sorted(tests.rglob("*.py")):
        path = file.relative_to(tests)
        if path.parts[0] != SEEDED:
            yield from _marks_in(ast.parse(file.read_text(encoding="utf-8")), path.as_posix())


def _marks_in(module: ast.Module, file: str) -> Iterator[Mark]:
    constants = {
        ast.unparse(node.targets[0]): node.value
        for node in module.body
        if isinstance(node, ast.Assign)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.checklist":
            told = {"item": node.args[0]} | {str(word.arg): word.value for word in node.keywords}
            said = {
                name: ast.literal_eval(constants.get(ast.unparse(value), value))
                for name, value in told.items()
            }
            yield Mark(said["item"], said.get("proves"), file)
