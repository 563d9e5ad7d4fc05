"""What was answered is in the service, letter for letter, whatever letters those are."""

import ast
import tomllib
from pathlib import Path

import pytest
import yaml

from extensions.catalogue.licenses import LICENSES
from tests.support.presets import BASES
from tests.support.processes import BIN, run
from tests.support.rendering import rendered

BASE = next(iter(BASES.values()))
HOSTILE = [
    "Crème \"brûlée\" & O'Neil's",
    'back\\slash \\n \\" end\\',
    "{{ not }} {% a %} {# template #}",
    "日本 🙂 <b>x</b>",
    "'''\"\"\" # yaml: - [x]",
    "100% $HOME `id` ${x}",
    "no",
    "12",
]


def constants(file: Path) -> dict[str, object]:
    """What a module of constants says."""
    return {
        target.id: ast.literal_eval(node.value)
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_description_and_author_are_there(text: str) -> None:
    service = rendered({**BASE, "project_name": text, "description": text, "author": text})

    said = constants(service / "src" / "app" / "project.py")
    project = tomllib.loads((service / "pyproject.toml").read_text())["project"]
    answers = yaml.safe_load((service / ".copier-answers.yml").read_text())
    licence = (service / "LICENSE").read_text()

    assert said == {"NAME": project["name"], "TITLE": text, "DESCRIPTION": text}
    assert project["description"] == text
    assert text in licence
    assert [answers[key] for key in ("project_name", "description", "author")] == [text] * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_the_files_stay_clean(text: str) -> None:
    service = rendered({**BASE, "project_name": text, "description": text, "author": text})

    run(BIN / "ruff", "format", "--check", "--no-cache", ".", cwd=service)
    run(BIN / "ruff", "check", "--no-cache", ".", cwd=service)
    for file in service.rglob("*.y*ml"):
        assert list(yaml.safe_load_all(file.read_text()))


@pytest.mark.parametrize("identifier", LICENSES)
def test_the_licence_is_the_one_that_was_chosen(identifier: str) -> None:
    service = rendered({**BASE, "license": identifier, "author": "Ada Lovelace"})

    project = tomllib.loads((service / "pyproject.toml").read_text())["project"]

    assert project["license"] == identifier
    assert (service / "LICENSE").read_text() == LICENSES[identifier].text_for("Ada Lovelace")


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_the_oldest_python_is_the_one_that_was_chosen(version: str) -> None:
    service = rendered({**BASE, "python_version": version})

    settings = tomllib.loads((service / "pyproject.toml").read_text())

    assert settings["project"]["requires-python"] == f">={version}"
    assert settings["tool"]["ruff"]["target-version"] == "py" + version.replace(".", "")
    run(BIN / "ruff", "check", "--no-cache", ".", cwd=service)
