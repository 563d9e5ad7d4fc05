"""Features, stacks and licences: the data files hold together."""

import ast
from pathlib import Path

import pytest

from extensions.catalogue.faults import CatalogueError
from extensions.catalogue.features import FEATURES, _read
from extensions.catalogue.layers import (
    DATABASE_STACKS,
    DATABASES,
    FRAMEWORKS,
    OFF,
    ON,
    STACKS,
    features_of,
    stack_of,
)
from extensions.catalogue.licenses import LICENSES
from extensions.catalogue.project import read_project

ANSWERS = {
    "project_name": "Crème brûlée",
    "description": 'Says "hello" to O\'Neil.',
    "author": "Ada {author} Lovelace",
    "framework": "fastapi",
    "python_version": "3.12",
    "license": "MIT",
}


def feature_file(folder: Path, text: str) -> Path:
    (folder / "core.toml").write_text('title = "Core"\nhelp = "All."\n' + text)
    return folder


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_stack_is_the_framework_what_it_brings_and_one_database(
    framework: str, database: str
) -> None:
    on = {name for name, state in stack_of(framework, database) if state == ON}

    psycopg = {"psycopg"} if framework != "fastapi" and database == "postgresql" else set()
    assert on == {"any", framework, *FRAMEWORKS[framework], *DATABASE_STACKS[database], *psycopg}


def test_every_stack_is_named_once() -> None:
    assert len(STACKS) == len(set(STACKS))


def test_a_layer_that_is_off_renders_to_nothing() -> None:
    layers = features_of(["core", "cache"], {"core"})

    assert dict(layers) == {"core": ON, "cache": OFF}


def test_a_layer_that_nobody_knows_has_no_attribute() -> None:
    assert not hasattr(stack_of("fastapi", "sqlite"), "sqlight")


def test_the_core_comes_first_and_has_what_every_service_installs() -> None:
    assert next(iter(FEATURES)) == "core"
    assert FEATURES["core"].dependencies_on({"any"})


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('needs = ["kache"]', "kache"),
        ('conflicts = ["kache"]', "kache"),
        ("[dependencies]\nflaks = []", "flaks"),
        ("colour = 1", "colour"),
    ],
)
def test_a_feature_that_names_what_is_not_there_stops_the_loading(
    text: str, unknown: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=unknown):
        _read(feature_file(tmp_path, text))


def test_every_feature_names_its_requirements_with_bounds() -> None:
    bare = [
        requirement
        for feature in FEATURES.values()
        for given in (feature.dependencies, feature.dev_dependencies)
        for listed in given.values()
        for requirement in listed
        if ">=" not in requirement
    ]

    assert bare == []


@pytest.mark.parametrize("identifier", LICENSES)
def test_a_licence_names_its_holder_and_is_a_text_of_whole_lines(identifier: str) -> None:
    text = LICENSES[identifier].text_for("Ada Lovelace")

    assert "{author}" not in text
    assert text.endswith("\n")
    assert ("Ada Lovelace" in text) is ("{author}" in LICENSES[identifier].text)


def test_a_project_is_read_with_all_that_is_made_of_its_name() -> None:
    project = read_project(ANSWERS)

    assert (project.slug, project.python_tag) == ("creme-brulee", "py312")
    assert ast.literal_eval(project.name_literal) == "Crème brûlée"
    assert ast.literal_eval(project.description_literal) == ANSWERS["description"]


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("project_name", "", "project_name: must not be empty."),
        ("project_name", "a\nb", "project_name: should be one line of at most 100 characters."),
        ("description", "x" * 301, "description: should be one line of at most 300 characters."),
        ("author", None, "author: should be one line of at most 100 characters."),
    ],
)
def test_a_text_that_is_not_one_line_is_refused(key: str, text: object, sentence: str) -> None:
    with pytest.raises(CatalogueError) as refusal:
        read_project({**ANSWERS, key: text})

    assert refusal.value.faults == [sentence]
