"""Golden trees: the files of each preset, so that a review sees what a change does to the output.

`make golden` rewrites them.
"""

from pathlib import Path

import pytest

from tests.support.presets import BASES, MATRIX, Answers
from tests.support.rendering import rendered

GOLDEN = Path(__file__).parent / "golden"
PRESETS = {
    **BASES,
    **{name: MATRIX[name] for name in MATRIX if name.endswith(("-two", "-sqlite-related"))},
}


def tree(service: Path) -> str:
    files = sorted(p.relative_to(service).as_posix() for p in service.rglob("*") if p.is_file())
    return "".join(f"{file}\n" for file in files)


@pytest.mark.parametrize(("name", "answers"), PRESETS.items(), ids=PRESETS)
def test_the_tree_is_as_agreed(name: str, answers: Answers, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{name}.txt"
    found = tree(rendered(answers))

    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(found)

    assert found == golden.read_text(), "is it meant? make golden"


def test_there_is_no_tree_of_a_preset_that_is_gone() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(PRESETS)
