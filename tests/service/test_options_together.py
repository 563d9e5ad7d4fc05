"""What options bring does not get into each other's way: whole suites of services that have all of
them, and of those whose only logins are cookies, which the other sets of answers leave out."""

from pathlib import Path

import pytest

from tests.support.databases import need
from tests.support.options import EVERYTHING
from tests.support.presets import BASES, params
from tests.support.rendering import service_copy
from tests.support.services import run_suites

TOGETHER = {
    "everything": EVERYTHING,
    "cookies-alone": {"profile": "standard", "auth": ["session"], "audit": ["database"]},
}
SETS = {
    f"{base}-{name}": {**answers, **others}
    for base, answers in BASES.items()
    for name, others in TOGETHER.items()
}


@pytest.mark.parametrize("name", params(SETS, []))
def test_the_suite_passes_with_options_side_by_side(name: str, tmp_path: Path) -> None:
    """Not so its gates, which `make checklist` runs after it, on a database of their own."""
    need(str(SETS[name]["database"]))
    service = service_copy(SETS[name], tmp_path / "service")

    said = run_suites(service, "tests", "--ignore=tests/gates")

    assert " passed" in said
