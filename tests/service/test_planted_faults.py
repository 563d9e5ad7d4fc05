"""The proof is proven: a fault in the code of one item turns that item red, and no other."""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.environments import environment_of, variables_of
from tests.support.processes import attempt
from tests.support.rendering import service_copy
from tests.support.services import as_project

pytestmark = pytest.mark.slow
ANSWERS = {
    "framework": "fastapi",
    "database": "sqlite",
    "profile": "production",
    "rate_limit_store": "memory",
}


class Fault(NamedTuple):
    """A change of one file of a service."""

    item: str
    what: str
    file: str
    instead_of: str
    stands: str


_FILE = Path(__file__).with_name("faults.toml")
FAULTS = [Fault(**fault) for fault in tomllib.loads(_FILE.read_text())["faults"]]


def red_after(fault: Fault, place: Path) -> list[str]:
    """The items that `make checklist` does not find proven."""
    service = as_project(service_copy(ANSWERS, place))
    file = service / fault.file
    text = file.read_text()
    assert text.count(fault.instead_of) >= 1, f"{fault.file} has changed: plant it anew"
    file.write_text(text.replace(fault.instead_of, fault.stands))

    done = attempt(
        *(environment_of(service) / "bin" / "python", "-m", "tools.checklist"),
        cwd=service,
        environment={**variables_of(service), "AUDIT": "skip"},
    )

    report = service / "reports" / "checklist.json"
    assert report.exists(), done.stdout + done.stderr
    assert done.returncode == 1
    return [item["id"] for item in json.loads(report.read_text())["items"] if not item["holds"]]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.item for fault in FAULTS])
def test_a_planted_fault_turns_its_item_red_and_no_other(fault: Fault, tmp_path: Path) -> None:
    assert red_after(fault, tmp_path / "service") == [fault.item]


def test_there_are_twenty_of_them_and_no_item_twice() -> None:
    assert len({fault.item for fault in FAULTS}) == len(FAULTS) >= 20
