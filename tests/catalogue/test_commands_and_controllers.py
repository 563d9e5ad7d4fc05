"""What differs by framework and is no file of its own: commands, and the heads of handlers."""

import ast
import re

import pytest

from extensions.catalogue import read_resources
from extensions.catalogue.commands import COMMANDS
from extensions.catalogue.layers import FRAMEWORKS
from extensions.catalogue.slices import Slice
from tests.support.presets import BASES, COMPANY, LONGEST_NAMES, Answers, framework_of
from tests.support.rendering import rendered

MOST_LETTERS = 100


def slice_of(answer: Answers) -> Slice:
    (resource,) = read_resources([answer])
    return Slice.model_validate(resource.model_dump())


def test_every_framework_has_its_commands() -> None:
    assert set(COMMANDS) == set(FRAMEWORKS)


@pytest.mark.parametrize("name", BASES)
def test_the_makefile_has_the_commands_of_the_framework(name: str) -> None:
    commands = COMMANDS[framework_of(name)]
    makefile = (rendered(BASES[name]) / "Makefile").read_text()

    for command in (commands.migrate, commands.migration, commands.rollback):
        assert f"/bin/{command}" in makefile


@pytest.mark.parametrize("name", BASES)
def test_an_image_gets_what_it_needs_to_migrate(name: str) -> None:
    service = rendered(BASES[name])
    image = (service / "Dockerfile").read_text()

    for file in COMMANDS[framework_of(name)].image_files:
        assert (service / file).exists()
        assert re.search(rf"^COPY .*\b{re.escape(file)}\b", image, re.MULTILINE)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_example_of_a_command_is_one_of_make(framework: str) -> None:
    commands = COMMANDS[framework]

    assert commands.migration_example.startswith("make migration")
    assert commands.rollback_example.startswith("make rollback")
    for example, command in (
        (commands.migration_example, commands.migration),
        (commands.rollback_example, commands.rollback),
    ):
        assert set(re.findall(r"(\w+)=", example)) == set(re.findall(r"\$\((\w+)\)", command))


@pytest.mark.parametrize("answer", [COMPANY, LONGEST_NAMES], ids=lambda answer: answer["name"])
@pytest.mark.parametrize("prefix", ["", "async "])
@pytest.mark.parametrize("verb", ["list", "get", "create", "update", "delete"])
def test_a_head_of_a_handler_is_python_that_fits(answer: Answers, prefix: str, verb: str) -> None:
    made = slice_of(answer)
    parameters = ["request: HttpRequest", "key: UUID", f"body: {made.class_name}Patch"]

    head = made.handler(verb, *parameters, prefix=prefix)

    (tree,) = ast.parse(f"{head}\n    ...\n").body
    assert isinstance(tree, ast.AsyncFunctionDef if prefix else ast.FunctionDef)
    assert tree.name == f"{verb}_{made.plural if verb == 'list' else made.name}"
    assert [argument.arg for argument in tree.args.args] == ["request", "key", "body"]
    assert max(map(len, head.splitlines())) <= MOST_LETTERS


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_controller_imports_what_is_its_own_alone(framework: str) -> None:
    lines = getattr(slice_of(COMPANY), f"{framework}_controller_imports").splitlines()

    others = set(FRAMEWORKS) - {framework}

    assert [line for line in lines if re.match(rf"from ({'|'.join(others)})\b", line)] == []
    assert "from app.domain.companies.service import CompanyService" in lines
