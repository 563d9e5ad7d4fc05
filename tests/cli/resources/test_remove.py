"""`backsmith remove resource`: out of the lists; its files and its table are told of, and stay."""

from pathlib import Path

import pytest
import yaml

from tests.cli.resources.commands import (
    Backsmith,
    edit_all_that_is_theirs,
    project_of,
    theirs,
)
from tests.support.presets import BASES, COMPANY, ORDER
from tests.support.rendering import rendered
from tests.support.repositories import changes, commit

SLICE = "src/app/domain/purchase_orders tests/domain/purchase_orders"


def both(base: str, place: Path) -> Path:
    return project_of(base, place, COMPANY, ORDER)


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("fastapi-postgresql", 'make migration m="drop purchase_orders"'),
        pytest.param(
            "django-mysql", "make rollback app=purchase_orders to=zero", marks=pytest.mark.slow
        ),
    ],
)
def test_it_leaves_the_lists_and_its_files_stay_and_come_back(
    base: str, told: str, backsmith: Backsmith, tmp_path: Path
) -> None:
    project = both(base, tmp_path / "service")
    edit_all_that_is_theirs(project)
    before = theirs(project)

    done = backsmith("remove", "resource", "purchase_order", "--yes", "--project", project)

    assert done.code == 0
    assert theirs(project) == before
    assert f"git rm -r {SLICE}" in done.out
    assert told in done.out
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    assert answers["resources"] == [COMPANY]
    for path in ("src/app/features.py", "tests/registry.py"):
        one = rendered({**BASES[base], "resources": [COMPANY]})
        assert (project / path).read_text() == (one / path).read_text()

    commit(project, "Without orders")
    fields = ["number:integer:min=1:unique:sortable", "another:string"]
    options = ["--yes", "--project", project]
    done = backsmith("add", "resource", "purchase_order", *fields, *options)

    assert (done.code, theirs(project)) == (0, before)
    assert "were there before and stay as they are, whatever fields are said now" in done.out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("order", "There is no resource order: there are company, purchase_order."),
        ("purchase_orders", "There is no resource purchase_orders: there are company"),
    ],
)
def test_one_that_is_not_there_is_a_sentence(
    name: str, sentence: str, backsmith: Backsmith, tmp_path: Path
) -> None:
    project = both("flask-sqlite", tmp_path / "service")

    done = backsmith("remove", "resource", name, "--yes", "--project", project)

    assert (done.code, done.out) == (1, "")
    assert sentence in done.err
    assert changes(project) == []


def test_the_last_one_stays(backsmith: Backsmith, tmp_path: Path) -> None:
    project = project_of("flask-sqlite", tmp_path / "service")

    done = backsmith("remove", "resource", "company", "--yes", "--project", project)

    assert done.code == 1
    assert done.err.startswith("company is the only resource")


def test_one_that_others_refer_to_stays(backsmith: Backsmith, tmp_path: Path) -> None:
    project = both("flask-sqlite", tmp_path / "service")
    answers = project / ".copier-answers.yml"
    told = yaml.safe_load(answers.read_text())
    told["resources"][1]["fields"] += [
        {"name": "company", "type": "reference"},
        {"name": "payer", "type": "reference", "to": "company"},
    ]
    answers.write_text(yaml.safe_dump(told))
    commit(project, "With references")

    done = backsmith("remove", "resource", "company", "--yes", "--project", project)

    assert done.code == 1
    assert "purchase_order.company, purchase_order.payer refer to it" in done.err
    assert changes(project) == []
