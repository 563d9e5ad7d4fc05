"""What the import contracts of pyproject.toml say, each by its name."""

import re

import pytest

from tests.gates.tools import BIN, run

FREE = "Services know no framework and no SQL"
LAYERS = "Controllers over services over repositories over models"
DOMAINS = {
    "A domain reaches another through its service alone",
    "A domain knows nothing of how the service is put together",
}
FOUNDATIONS = {
    "What all stand on knows no domain",
    "Infrastructure knows no domain but for the list of its tables",
    "Utils import nothing of ours",
}
_JUDGED = re.compile(r"^(?P<name>.+?) (?P<state>KEPT|BROKEN)( \(.*\))?$", re.MULTILINE)


class Contracts:
    def __init__(self) -> None:
        self.said = run(BIN / "lint-imports", "--no-cache", "--no-logo", COLUMNS="200").stdout
        self.states = {found["name"]: found["state"] for found in _JUDGED.finditer(self.said)}

    def keep(self, *names: str) -> None:
        """Fails where one of them is broken, or is not there."""
        assert {name: self.states.get(name) for name in names} == dict.fromkeys(names, "KEPT"), (
            self.said
        )


@pytest.fixture(scope="module")
def contracts() -> Contracts:
    return Contracts()


@pytest.mark.checklist("business-logic.separation", proves="no-framework")
def test_services_know_no_framework_and_no_sql(contracts: Contracts):
    contracts.keep(FREE)


@pytest.mark.checklist("business-logic.separation", proves="layers")
def test_controllers_stand_on_services_and_these_on_repositories(contracts: Contracts):
    contracts.keep(LAYERS)


@pytest.mark.checklist("maintainability.separation-of-concerns", proves="domains")
def test_domains_know_each_other_by_their_services_alone(contracts: Contracts):
    contracts.keep(*DOMAINS)


@pytest.mark.checklist("maintainability.separation-of-concerns", proves="foundations")
def test_what_all_stand_on_knows_no_domain(contracts: Contracts):
    contracts.keep(*FOUNDATIONS)


def test_contracts_of_your_own_are_kept(contracts: Contracts):
    contracts.keep(*contracts.states.keys() - {FREE, LAYERS} - DOMAINS - FOUNDATIONS)
