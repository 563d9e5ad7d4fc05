"""Nobody sees a profile where it is not development."""

from pathlib import Path
from typing import Any

import pytest

from tests.callers import client_of
from tests.processes import start
from tests.registry import SAMPLES
from tests.serving import serving

ELSEWHERE = pytest.mark.checklist("performance.profiling", proves="elsewhere")
PATH = SAMPLES[0].path
PAGE = {"X-Profile": "html"}


@ELSEWHERE
@pytest.mark.parametrize(
    "settings",
    [{"environment": "test", "profiling": True}, {"environment": "development"}],
    ids=["another environment", "without the setting"],
)
def test_elsewhere_the_header_changes_nothing(
    database_url: str, tmp_path: Path, settings: dict[str, Any]
) -> None:
    given = {"database_url": database_url, "profiling_folder": tmp_path / "none", **settings}
    with serving(given) as url, client_of(url, timeout=30) as client:
        answers = [client.get(PATH, headers=headers) for headers in ({}, PAGE)]
        memory = client.post("/debug/memory")

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].headers.keys() == answers[1].headers.keys()
    assert memory.status_code == 404
    assert not (tmp_path / "none").exists()


@ELSEWHERE
def test_production_does_not_start_with_the_setting(database_url: str) -> None:
    with start(database_url, PROFILING="true") as service:
        code = service.process.wait(30)
        said = service.log().decode().splitlines()

    assert code == 2
    assert said == ["PROFILING: is for development alone. Unset it."]
