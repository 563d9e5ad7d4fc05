"""A whole service runs on each Python that is offered: each framework on another one."""

from pathlib import Path

import pytest

from extensions.catalogue.layers import FRAMEWORKS
from tests.support import pythons
from tests.support.presets import preset
from tests.support.rendering import service_copy
from tests.support.services import as_project, make

NOWHERE = "3.99"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("version", "framework"), list(zip(pythons.OFFERED, FRAMEWORKS, strict=True))
)
def test_a_service_passes_its_own_check(version: str, framework: str, tmp_path: Path) -> None:
    python = pythons.need(version)
    answers = {**preset(framework, "sqlite"), "python_version": version}
    service = as_project(service_copy(answers, tmp_path / "service"))

    said = make(service, "check", python)

    assert " passed" in said


def test_a_python_that_is_not_there_is_skipped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pythons.PROMISED, "3.11 3.12")

    with pytest.raises(pytest.skip.Exception, match=r"NOT TESTED: Python 3\.99, as there is no"):
        pythons.need(NOWHERE)


def test_a_python_that_is_promised_has_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pythons.PROMISED, f"3.11 {NOWHERE}")

    with pytest.raises(pytest.fail.Exception, match=r"NOT TESTED: Python 3\.99"):
        pythons.need(NOWHERE)


def test_a_shim_that_leads_nowhere_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As pyenv has them for versions that are not switched on; what is behind it is one."""
    shim = tmp_path / "shims" / f"python{NOWHERE}"
    behind = tmp_path / "versions" / f"{NOWHERE}.1" / "bin" / f"python{NOWHERE}"
    for file, script in (shim, "exit 127"), (behind, f"echo {NOWHERE}"):
        file.parent.mkdir(parents=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    monkeypatch.setenv("PATH", str(shim.parent))

    assert pythons.need(NOWHERE) == behind
