"""How much of a service is the same on every framework does not fall below what was agreed."""

from pathlib import Path

import pytest

from extensions.catalogue.layers import FRAMEWORKS
from tests.support.presets import BASES
from tests.support.rendering import rendered
from tools.shared_lines import Count, counts_of, shared_lines, table, total

FLOORS = {"src": 0.56, "tests": 0.89}
"""Aimed at are 0.60 and 0.90: what each framework does natively costs the rest."""
DATABASE = "postgresql"


@pytest.fixture
def services() -> dict[str, Path]:
    return {name: rendered(BASES[f"{name}-{DATABASE}"]) for name in FRAMEWORKS}


@pytest.mark.parametrize("folder", FLOORS)
def test_what_all_frameworks_share_is_most_of_it(folder: str, services: dict[str, Path]) -> None:
    print(table(services))

    assert total(counts_of(services, folder)).average >= FLOORS[folder]


@pytest.mark.parametrize(
    ("texts", "length"),
    [
        (["abc", "abc", "abc"], 3),
        (["abc", "axc", "abx"], 1),
        (["axbyc", "abc", "abzc"], 3),
        (["abcd", "bdac", "abdc"], 2),
        (["aab", "aba", "baa"], 2),
        (["xaybz", "ab", "zaby"], 2),
        (["abc", "", "abc"], 0),
        (["abcabc", "cab", "bca"], 2),
        (["abab", "baba"], 3),
        (["abc"], 3),
    ],
)
def test_the_longest_common_subsequence_is_found(texts: list[str], length: int) -> None:
    assert shared_lines([list(text) for text in texts]) == length


def test_lines_are_counted_by_path_and_blank_ones_nowhere(tmp_path: Path) -> None:
    texts = {
        "one": {"a.py": "x = 1\n\n\ny = 2\n", "only.py": "z = 3\n"},
        "two": {"a.py": "x = 1\ny = 3\n", "b/a.py": "z = 3\n\n"},
    }
    for name, files in texts.items():
        for path, text in files.items():
            file = tmp_path / name / "src" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    counts = counts_of({name: tmp_path / name for name in texts}, "src")

    assert counts == {
        "a.py": Count(1, {"one": 2, "two": 2}),
        "b/a.py": Count(0, {"one": 0, "two": 1}),
        "only.py": Count(0, {"one": 1, "two": 0}),
    }
    assert total(counts) == Count(1, {"one": 3, "two": 3})
    assert total(counts).average == pytest.approx(1 / 3)
    assert counts["a.py"].cost == 2
