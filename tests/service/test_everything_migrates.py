"""All options together migrate: MySQL each time, which takes no table back in a transaction."""

from pathlib import Path

import pytest

from tests.support.databases import need
from tests.support.options import EVERYTHING
from tests.support.presets import BASES, params
from tests.support.rendering import service_copy
from tests.support.services import run_suites

EACH_TIME = [name for name, answers in BASES.items() if answers["database"] == "mysql"]


@pytest.mark.parametrize("name", params(BASES, EACH_TIME))
def test_all_that_there_is_migrates_up_and_down(name: str, tmp_path: Path) -> None:
    need(str(BASES[name]["database"]))
    answers = {**BASES[name], **EVERYTHING}
    service = service_copy(answers, tmp_path / "service")

    said = run_suites(service, "tests/integration/test_migrations.py")

    assert " passed" in said
