"""Resources come and go by an update: a new one arrives whole, one that is taken out keeps its
files and leaves the lists."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from copier import VcsRef

from tests.support.presets import BASES, COMPANY, ORDER, PAYMENT, USER, Answers, params
from tests.support.projects import new_project, update
from tests.support.rendering import rendered
from tests.support.repositories import changes, commit, git

EACH_FRAMEWORK = ("fastapi-postgresql", "flask-sqlite", "django-mysql")
EACH_TIME = ("fastapi-postgresql", "django-mysql")
"""Flask's slices have the same files as FastAPI's."""
BOTH_OF_THEM = [COMPANY, ORDER]
SLICES = ("src/app/domain", "tests/domain")


class Base(NamedTuple):
    """A framework and a database, with one resource and with both."""

    name: str
    one: Answers
    both: Answers


@pytest.fixture(params=params(EACH_FRAMEWORK, EACH_TIME))
def base(request: pytest.FixtureRequest) -> Base:
    answers = BASES[request.param]
    return Base(
        request.param,
        {**answers, "resources": [COMPANY]},
        {**answers, "resources": BOTH_OF_THEM},
    )


def files_of(service: Path, plural: str) -> dict[str, str]:
    return {
        path.relative_to(service).as_posix(): path.read_text()
        for root in SLICES
        for path in sorted((service / root / plural).rglob("*"))
        if path.is_file()
    }


def mentions(service: Path, plural: str) -> set[str]:
    """Files outside of the slices that name it."""
    inside = {*files_of(service, plural), ".copier-answers.yml"}
    return {
        name
        for name in git(service, "ls-files", "--cached", "--others", "--exclude-standard").split()
        if name not in inside
        and (service / name).exists()
        and plural in (service / name).read_text()
    }


@pytest.mark.parametrize("to", ["v1", "v2", VcsRef.CURRENT])
def test_an_update_to_the_same_answers_and_version_is_an_empty_diff(
    to: str | VcsRef, base: Base, tmp_path: Path
) -> None:
    version = "v1" if to is VcsRef.CURRENT else str(to)
    project = new_project(tmp_path / "service", base.both, version=version)

    update(project, to=to)

    assert changes(project) == []


def test_a_new_resource_arrives_whole(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)

    update(project, to=VcsRef.CURRENT, resources=BOTH_OF_THEM)

    assert (
        files_of(project, "purchase_orders")
        == files_of(rendered(base.both), "purchase_orders")
        != {}
    )
    assert files_of(project, "companies") == files_of(rendered(base.one), "companies")
    for path in ("src/app/features.py", "tests/registry.py", "pyproject.toml"):
        assert (project / path).read_text() == (rendered(base.both) / path).read_text()


def test_a_new_resource_refers_to_what_is_there_and_changes_nothing_of_it(
    base: Base, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "service", base.one)
    before = files_of(project, "companies")
    with_child = [PAYMENT, USER, COMPANY]

    update(project, to=VcsRef.CURRENT, resources=with_child)

    whole = rendered({**base.one, "resources": with_child})
    assert files_of(project, "companies") == before
    assert files_of(project, "payments") == files_of(whole, "payments") != {}
    for path in ("src/app/features.py", "src/app/http/held_rows.py", "tests/registry.py"):
        assert (project / path).read_text() == (whole / path).read_text()


def test_a_new_resource_leaves_the_migrations_alone(base: Base, tmp_path: Path) -> None:
    """Its table comes by a migration of its own: with it on Django, else by `make migration`."""
    project = new_project(tmp_path / "service", base.one)

    update(project, to=VcsRef.CURRENT, resources=BOTH_OF_THEM)

    changed = [line for line in changes(project) if not line.startswith("??")]
    assert [line for line in changed if "migrations/" in line] == []


def test_a_new_resource_arrives_together_with_a_new_version(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)

    update(project, resources=BOTH_OF_THEM)

    assert set(files_of(project, "purchase_orders")) == set(
        files_of(rendered(base.both), "purchase_orders")
    )


def test_a_resource_that_is_taken_out_keeps_its_files_and_leaves_the_lists(
    base: Base, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "service", base.both)
    before = files_of(project, "purchase_orders")

    update(project, to=VcsRef.CURRENT, resources=[COMPANY])

    assert files_of(project, "purchase_orders") == before
    assert mentions(project, "purchase_orders") == {
        path for path in ["migrations/versions/0001_initial.py"] if (project / path).exists()
    }


def test_a_resource_that_comes_back_finds_its_files_as_they_were(
    base: Base, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "service", base.both)
    service = project / "src/app/domain/purchase_orders/service.py"
    service.write_text(service.read_text() + "\n# An edit.\n")
    commit(project, "An edit")
    before = files_of(project, "purchase_orders")

    update(project, to=VcsRef.CURRENT, resources=[COMPANY])
    commit(project, "Without")
    update(project, to=VcsRef.CURRENT, resources=BOTH_OF_THEM)

    assert files_of(project, "purchase_orders") == before


def test_what_was_deleted_of_a_slice_stays_deleted(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)
    (project / "src/app/domain/companies/operations.py").unlink()
    commit(project, "By hand from now on")

    update(project)

    assert not (project / "src/app/domain/companies/operations.py").exists()


def test_a_file_that_must_exist_comes_back(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)
    (project / "yours.mk").unlink()
    commit(project, "Deleted")

    update(project)

    assert (project / "yours.mk").is_file()


def test_the_answers_say_what_was_seeded(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)

    update(project, resources=BOTH_OF_THEM)

    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    assert answers["seeded"] == ["companies", "purchase_orders"]
    assert answers["_commit"] == "v2"


def test_a_wrong_answer_changes_nothing_but_the_answers(base: Base, tmp_path: Path) -> None:
    project = new_project(tmp_path / "service", base.one)

    with pytest.raises(Exception, match="there is no such key as lenght"):
        update(project, to=VcsRef.CURRENT, resources=[{**COMPANY, "lenght": 3}])

    assert {line[3:] for line in changes(project)} <= {".copier-answers.yml"}
