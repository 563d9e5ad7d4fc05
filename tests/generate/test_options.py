"""Options beside each other: in every two of them, a service is clean as it comes."""

from itertools import combinations

import pytest
import yaml

from extensions.catalogue.layers import FRAMEWORKS
from tests.generate.test_matrix import files
from tests.support.environments import environment_of, variables_of
from tests.support.options import OPTIONS, PAIRWISE_OPTIONS
from tests.support.ownership import class_by_settings, decided
from tests.support.presets import params
from tests.support.processes import BIN, run
from tests.support.rendering import rendered

each_set = pytest.mark.parametrize("name", PAIRWISE_OPTIONS)
FULLEST = [
    max((n for n in PAIRWISE_OPTIONS if n.startswith(framework)), key=lambda n: n.count("+"))
    for framework in FRAMEWORKS
]


@each_set
def test_it_is_formatted_and_lint_clean(name: str) -> None:
    service = rendered(PAIRWISE_OPTIONS[name])

    run(BIN / "ruff", "format", "--check", "--no-cache", ".", cwd=service)
    run(BIN / "ruff", "check", "--no-cache", ".", cwd=service)


@pytest.mark.parametrize("name", params(PAIRWISE_OPTIONS, FULLEST))
def test_it_is_type_clean_and_keeps_its_import_contracts(name: str) -> None:
    service = rendered(PAIRWISE_OPTIONS[name])
    binaries, variables = environment_of(service) / "bin", variables_of(service)

    run(
        *(binaries / "pyrefly", "check", "--output-format=min-text", "--summary=none"),
        cwd=service,
        environment=variables,
    )
    run(binaries / "lint-imports", "--no-cache", cwd=service, environment=variables)


@each_set
def test_its_files_are_decided_on_and_whole(name: str) -> None:
    service = rendered(PAIRWISE_OPTIONS[name])
    answers = yaml.safe_load((service / ".copier-answers.yml").read_text(encoding="utf-8"))

    for file in files(service):
        path = file.relative_to(service).as_posix()
        text = file.read_text(encoding="utf-8")

        assert decided(path) == [class_by_settings(path, seeded=answers["seeded"])], path
        assert text == "" or (text.endswith("\n") and not text.endswith("\n\n")), path
        assert "{%" not in text, path


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_two_options_meet_on_each_framework(framework: str) -> None:
    sets = [name.split("+") for name in PAIRWISE_OPTIONS if name.startswith(framework)]
    met = {frozenset(pair) for options in sets for pair in combinations(options[1:], 2)}
    wanted = {
        frozenset((one, other))
        for one, other in combinations(OPTIONS, 2)
        if not _of_one_item(one, other)
    }

    assert wanted <= met


def _of_one_item(one: str, other: str) -> bool:
    """Two ways of one item are never on together."""
    lists = [
        {key: value for key, value in OPTIONS[name].items() if key.endswith("_checklist")}
        for name in (one, other)
    ]
    return lists[0] == lists[1]
