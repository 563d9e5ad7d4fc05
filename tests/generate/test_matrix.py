"""Every framework, database and list of resources: clean as it comes, with no tool run over it."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from tests.support.environments import environment_of, variables_of
from tests.support.presets import BASES, MATRIX, PAIRWISE, Answers, params
from tests.support.processes import BIN, run
from tests.support.rendering import rendered, template
from tools.render import render

TEXT_SUFFIXES = {"", ".cfg", ".example", ".html", ".ini", ".json", ".mako", ".md", ".mk", ".py"}
TEXT_SUFFIXES |= {".toml", ".txt", ".yaml", ".yml"}


def files(service: Path) -> list[Path]:
    return sorted(path for path in service.rglob("*") if path.is_file())


every = pytest.mark.parametrize("answers", MATRIX.values(), ids=MATRIX)
pairwise = pytest.mark.parametrize("name", params(MATRIX, PAIRWISE))
"""What takes long: each time of each two, of all with what is slow."""


@every
def test_it_is_formatted_and_lint_clean_by_its_own_settings(answers: Answers) -> None:
    service = rendered(answers)

    run(BIN / "ruff", "format", "--check", "--no-cache", ".", cwd=service)
    run(BIN / "ruff", "check", "--no-cache", ".", cwd=service)


@pairwise
def test_it_is_type_clean_with_what_it_is_installed_with(name: str) -> None:
    service = rendered(MATRIX[name])

    run(
        *(environment_of(service) / "bin" / "pyrefly", "check"),
        *("--output-format=min-text", "--summary=none"),
        cwd=service,
        environment=variables_of(service),
    )


@every
def test_its_python_compiles(answers: Answers) -> None:
    for file in files(rendered(answers)):
        if file.suffix == ".py":
            assert compile(file.read_bytes(), file, "exec", dont_inherit=True)


@pairwise
def test_it_can_be_imported_with_its_tests_samples(name: str) -> None:
    """Which builds every schema and route; a type checker does not look into `Annotated`."""
    service = rendered(MATRIX[name])

    run(
        *(environment_of(service) / "bin" / "python", "-B", "-c"),
        "import app.main, tests.registry",
        cwd=service,
        environment=variables_of(service),
    )


@every
def test_its_files_are_text_that_ends_with_one_newline(answers: Answers) -> None:
    service = rendered(answers)

    for file in files(service):
        text = file.read_text(encoding="utf-8")

        assert file.suffix in TEXT_SUFFIXES or file.name.startswith("."), file
        assert text == "" or (text.endswith("\n") and not text.endswith("\n\n")), file
        assert "\r" not in text, file


@every
def test_nothing_of_the_template_language_is_left_in_it(answers: Answers) -> None:
    service = rendered(answers)
    names = [path.relative_to(service).as_posix() for path in service.rglob("*")]

    assert [name for name in names if "{" in name or name.endswith(".jinja")] == []
    assert [path for path in files(service) if "{%" in path.read_text()] == []


@pytest.mark.parametrize("answers", BASES.values(), ids=BASES)
def test_it_is_the_same_each_time(answers: Answers, tmp_path: Path) -> None:
    first = rendered(answers)

    second = render(answers, tmp_path / "again", source=template())

    assert [f.relative_to(first) for f in files(first)] == [
        f.relative_to(second) for f in files(second)
    ]
    for one, other in zip(files(first), files(second), strict=True):
        assert one.read_bytes() == other.read_bytes()
        assert one.stat().st_mode == other.stat().st_mode


@every
def test_its_answers_are_kept_and_its_slices_named(answers: Answers) -> None:
    text = (rendered(answers) / ".copier-answers.yml").read_text()

    kept = yaml.safe_load(text)

    assert {name: kept[name] for name in answers} == answers
    assert sorted(kept["seeded"]) == kept["seeded"] != []


def test_each_two_of_a_framework_a_database_and_resources_are_tested_each_time() -> None:
    def pairs(names: Iterable[str]) -> set[tuple[str, str]]:
        return {pair for name in names for pair in combinations(name.split("-"), 2)}

    assert set(PAIRWISE) < set(MATRIX)
    assert pairs(PAIRWISE) == pairs(MATRIX)
