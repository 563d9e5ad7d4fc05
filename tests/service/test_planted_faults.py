"""The proof is proven: a fault in the code of one item turns that item red, and no other.

A service proves its checklists in minutes, and there are many faults: so each run plants half of
them, and no two faults are planted in the same runs. Every run has to find its own, all of them,
and nothing else.
"""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.environments import environment_of, variables_of
from tests.support.processes import BIN, attempt
from tests.support.rendering import service_copy
from tests.support.services import as_project

ANSWERS = {
    "framework": "fastapi",
    "database": "sqlite",
    "profile": "production",
    "auth": ["jwt", "session"],
    "rate_limit_store": "memory",
    "cache": "memory",
}


class Fault(NamedTuple):
    """A change of one file of a service."""

    item: str
    what: str
    file: str
    instead_of: str
    stands: str
    also: Sequence[str] = ()
    """Items that promise the same of what is theirs."""

    @property
    def reddens(self) -> set[str]:
        return {self.item, *self.also}


_FILE = Path(__file__).with_name("faults.toml")
FAULTS = [Fault(**fault) for fault in tomllib.loads(_FILE.read_text())["faults"]]
RUNS = range(len(FAULTS).bit_length())


def planted_in(run: int) -> list[Fault]:
    """Those whose number has this bit: no two of them have the same bits, and none has no bit."""
    return [fault for number, fault in enumerate(FAULTS, start=1) if number >> run & 1]


def plant(fault: Fault, service: Path) -> None:
    file = service / fault.file
    text = file.read_text()
    assert fault.instead_of in text, f"{fault.file} has changed: plant it anew"
    file.write_text(text.replace(fault.instead_of, fault.stands))


def red_items(service: Path) -> set[str]:
    """What `make checklist` does not find proven."""
    done = attempt(
        *(environment_of(service) / "bin" / "python", "-m", "tools.checklist"),
        cwd=service,
        environment={**variables_of(service), "AUDIT": "skip"},
    )
    report = service / "reports" / "checklist.json"
    assert report.exists(), done.stdout + done.stderr
    assert done.returncode == 1
    return {item["id"] for item in json.loads(report.read_text())["items"] if not item["holds"]}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("run", RUNS)
def test_planted_faults_turn_their_items_red_and_no_other(run: int, tmp_path: Path) -> None:
    service = as_project(service_copy(ANSWERS, tmp_path / "service"))
    for fault in planted_in(run):
        plant(fault, service)

    red = red_items(service)

    assert sorted(red) == sorted(set().union(*(fault.reddens for fault in planted_in(run))))


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.item for fault in FAULTS])
def test_a_fault_is_one_of_its_item_alone(fault: Fault, tmp_path: Path) -> None:
    """It still finds what it changes, and leaves the linter and the formatter nothing to find."""
    service = service_copy(ANSWERS, tmp_path / "service")

    plant(fault, service)

    is_clean = not any(
        attempt(BIN / "ruff", *check, "--no-cache", fault.file, cwd=service).returncode
        for check in (["check"], ["format", "--check"])
        if fault.file.endswith(".py")
    )
    assert is_clean == (fault.item != "maintainability.self-documenting-code")


def test_there_are_twenty_of_them_and_no_item_twice() -> None:
    assert len({fault.item for fault in FAULTS}) == len(FAULTS) >= 20
