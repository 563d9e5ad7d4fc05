"""Layers: each is known, and no two that are on together write one path."""

from itertools import combinations
from pathlib import Path

import pytest

from extensions.catalogue.features import FEATURES
from extensions.catalogue.layers import DATABASES, FRAMEWORKS, ON, STACKS, stack_of
from tests.support.layers import YIELD_PART, Source, sources

MOST_PARTS = 8
"""Each part of a path costs a render some time. This is a file in a folder of a slice."""


def collisions(files: list[Source], framework: str, database: str) -> list[str]:
    """Paths that two layers write, with every feature on that can be on beside the other."""
    on = {name for name, state in stack_of(framework, database, related=True) if state == ON}
    writers: dict[str, list[str]] = {}
    for source in files:
        if source.stack in on:
            writers.setdefault(source.target, []).append(source.feature)
    return sorted(target for target, features in writers.items() if can_meet(features))


def can_meet(features: list[str]) -> bool:
    """Whether two of them may be on at once."""
    return any(
        two not in FEATURES[one].conflicts and one not in FEATURES[two].conflicts
        for one, two in combinations(features, 2)
    )


def test_every_feature_folder_is_a_feature_of_the_catalogue() -> None:
    assert {source.feature for source in sources()} <= set(FEATURES)


def test_every_stack_folder_is_a_stack_of_the_catalogue() -> None:
    assert {source.stack for source in sources()} <= set(STACKS)


def test_a_file_outside_of_the_layers_is_found(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "stray.py").touch()

    with pytest.raises(ValueError, match=r"src/stray\.py lies in no layer"):
        sources(tmp_path)


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_two_layers_that_are_on_together_write_one_path(framework: str, database: str) -> None:
    assert collisions(sources(), framework, database) == []


def test_two_layers_that_write_one_path_are_found(tmp_path: Path) -> None:
    layer = tmp_path / "{{ feature.core }}"
    for stack, name in (("any", "README.md.jinja"), ("sqlite", "README.md")):
        (layer / f"{{{{ stack.{stack} }}}}").mkdir(parents=True)
        (layer / f"{{{{ stack.{stack} }}}}" / name).touch()

    assert collisions(sources(tmp_path), "fastapi", "sqlite") == ["README.md"]
    assert collisions(sources(tmp_path), "fastapi", "postgresql") == []


def test_two_features_that_conflict_may_write_one_path() -> None:
    assert not can_meet(["ci_github", "ci_gitlab"])
    assert can_meet(["ci_github", "metrics"])


def test_no_path_is_deeper_than_a_render_can_afford() -> None:
    assert [s.name for s in sources() if len(s.parts) > MOST_PARTS] == []


def test_a_path_has_no_expression_but_layers_the_answers_file_and_the_loop_over_resources() -> None:
    allowed = {YIELD_PART, "{{ _copier_conf.answers_file }}.jinja"}

    odd = {part for s in sources() for part in s.parts[2:] if "{" in part} - allowed

    assert odd == set()


def test_the_loop_is_written_in_one_way_alone() -> None:
    """A typo inside of a loop's body drops the slice without a word: so the text is fixed."""
    slices = {part for s in sources() for part in s.parts if "yield" in part}

    assert slices == {YIELD_PART}
