"""Template Python is real Python: it parses, lints and is formatted as it lies.

The files of a layer are laid over a rendered service that has it, and over what all options bring
to that, so that its settings and packages are known.
"""

import ast
import shutil
from pathlib import Path

import pytest

from extensions.catalogue.features import CORE
from extensions.catalogue.layers import ON, stack_of
from tests.support.layers import Source, sources
from tests.support.presets import BASES, MATRIX, Answers
from tests.support.processes import BIN, run
from tests.support.rendering import service_copy

PLAIN = [source for source in sources() if source.is_python and not source.is_rendered]
STACKS = sorted({(source.feature, source.stack) for source in PLAIN})


def with_layer(stack: str) -> Answers:
    if stack == "related":
        return MATRIX["fastapi-sqlite-related"]
    return next(
        answers
        for answers in BASES.values()
        if getattr(stack_of(answers["framework"], answers["database"]), stack) == ON
    )


def options_of(answers: Answers) -> list[Source]:
    """What every option has for such a service."""
    stacks = stack_of(answers["framework"], answers["database"])
    return [s for s in PLAIN if s.feature != CORE and getattr(stacks, s.stack) == ON]


@pytest.mark.parametrize("source", PLAIN, ids=lambda s: f"{s.stack}:{s.target}")
def test_a_file_without_the_suffix_parses(source: Source) -> None:
    assert ast.parse(source.text, source.name, feature_version=(3, 11))


@pytest.mark.parametrize(("feature", "stack"), STACKS)
def test_the_files_of_a_layer_are_formatted_and_lint_clean(
    feature: str, stack: str, tmp_path: Path
) -> None:
    answers = with_layer(stack)
    service = service_copy(answers, tmp_path / "service")
    layer = [source for source in PLAIN if (source.feature, source.stack) == (feature, stack)]
    for source in (*options_of(answers), *layer):
        target = service / source.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source.file, target)
    targets = [source.target for source in layer]

    run(BIN / "ruff", "format", "--check", "--no-cache", *targets, cwd=service)
    run(BIN / "ruff", "check", "--no-cache", *targets, cwd=service)
