"""The files of this repository: no machine's paths, and versions that agree."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from extensions.catalogue.features import FEATURES
from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from extensions.catalogue.licenses import LICENSES
from tests.support.layers import TEMPLATE
from tools.pin import file_for
from tools.render import ROOT

HOME = re.compile(r"(?<![\w.])/(?:home|Users|root)/\w")


def files() -> list[Path]:
    """What git has or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def pins(file: Path) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9_.-]+)==([^ ;\n]+)", file.read_text(), flags=re.MULTILINE)
    return dict(found)


def test_no_file_mentions_a_path_of_a_machine() -> None:
    here = {str(ROOT), str(Path.home())} - {"/"}

    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in files()}

    assert [f for f, text in texts.items() if any(place + "/" in text for place in here)] == []
    assert [f for f, text in texts.items() if TEMPLATE in f.parents and HOME.search(text)] == []


def test_no_file_of_pins_names_a_registry() -> None:
    constraint_files = [file for file in files() if file.name == "constraints.txt"]

    assert len(constraint_files) > len(FRAMEWORKS)
    for file in constraint_files:
        assert not re.search(r"https?:|file:|--(extra-)?index|find-links", file.read_text())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_the_features_ask_for_is_pinned(framework: str) -> None:
    stacks = {"any", *DATABASES, *FRAMEWORKS[framework]}
    asked = [
        requirement
        for feature in FEATURES.values()
        for requirement in (*feature.dependencies_on(stacks), *feature.dev_dependencies_on(stacks))
    ]

    names = {re.split(r"[\[<>=~!; ]", requirement)[0].lower() for requirement in asked}

    assert names - set(pins(file_for(framework))) == set()


@pytest.mark.parametrize("tool", ["ruff", "pyrefly", "uv"])
def test_the_tools_here_are_of_the_version_that_services_get(tool: str) -> None:
    """So that what is clean here is clean there."""
    here = pins(ROOT / "constraints.txt")[tool]

    assert {pins(file_for(framework))[tool] for framework in FRAMEWORKS} == {here}


def test_what_is_asked_is_what_the_catalogue_offers() -> None:
    questions = yaml.safe_load((ROOT / "copier.yml").read_text())

    assert list(questions["framework"]["choices"].values()) == list(FRAMEWORKS)
    assert list(questions["database"]["choices"].values()) == list(DATABASES)
    assert set(questions["license"]["choices"].values()) == set(LICENSES)
