"""A first look through pytest-copie: each framework on each database comes out whole.

It hands answers over as defaults, and swallows what is raised: so the result is asked for first.
The matrix in `test_matrix.py` renders for itself.
"""

from pathlib import Path

import pytest
from pytest_copie.plugin import Copie

from tests.support.presets import BASES, Answers
from tests.support.rendering import template


@pytest.mark.parametrize("answers", BASES.values(), ids=BASES)
def test_a_service_is_generated(copie: Copie, answers: Answers) -> None:
    result = copie.copy(extra_answers=answers, template_dir=template())

    assert result.exception is None
    assert result.exit_code == 0
    assert isinstance(result.project_dir, Path)
    assert (result.project_dir / "src" / "app" / "main.py").is_file()
    assert (result.project_dir / "src" / "app" / "domain" / "companies").is_dir()
    assert {name: result.answers[name] for name in answers} == answers


def test_a_wrong_answer_is_refused(copie: Copie) -> None:
    result = copie.copy(extra_answers={"resources": []}, template_dir=template())

    assert "should list at least one" in str(result.exception)
