"""All options together migrate: MySQL each time, which takes no table back in a transaction."""

from pathlib import Path

import pytest

from extensions.catalogue.features import FEATURES
from tests.support.databases import need
from tests.support.presets import BASES, params
from tests.support.rendering import service_copy
from tests.support.services import run_suites

EVERYTHING = {
    feature.question.name: list(feature.question.options)
    for feature in FEATURES.values()
    if feature.question and feature.question.takes_many
}
EACH_TIME = [name for name, answers in BASES.items() if answers["database"] == "mysql"]


@pytest.mark.parametrize("name", params(BASES, EACH_TIME))
def test_all_that_there_is_migrates_up_and_down(name: str, tmp_path: Path) -> None:
    need(str(BASES[name]["database"]))
    answers = {**BASES[name], "profile": "production", **EVERYTHING}
    service = service_copy(answers, tmp_path / "service")

    said = run_suites(service, "tests/integration/test_migrations.py")

    assert " passed" in said
