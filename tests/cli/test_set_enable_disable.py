"""Options of a service that is there: one answer, one item, and what goes with it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from copier import VcsRef

from extensions.catalogue.checklists import CHECKLISTS
from tests.support.commands import backsmith, backsmith_json, refusal
from tests.support.options import WITHOUT
from tests.support.presets import BASES
from tests.support.projects import new_project, update
from tests.support.rendering import made_once
from tests.support.repositories import changes, commit
from tests.support.small_template import small_project, state_of

STANDARD = BASES["flask-sqlite"]
LIMITS = "src/app/config/rate_limit.py"


def service(name: str, answers: dict[str, Any], place: Path) -> Path:
    """At version 1, while there is a version 2."""
    made = made_once(f"service-{name}", lambda folder: new_project(folder, answers))
    return Path(shutil.copytree(made, place, symlinks=True))


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    return service("standard", STANDARD, tmp_path / "service")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return service("bare", {**STANDARD, **WITHOUT}, tmp_path / "service")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    made = made_once("small-project", small_project)
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


def answers_of(project: Path) -> dict[str, Any]:
    return yaml.safe_load((project / ".copier-answers.yml").read_text())


def test_set_is_what_plain_copier_does_with_an_answer(small: Path, tmp_path: Path) -> None:
    plain = Path(shutil.copytree(small, tmp_path / "plain", symlinks=True))
    update(plain, to=VcsRef.CURRENT, colour="blue")

    told = backsmith_json(small, "set", "colour=blue", "--yes")

    assert state_of(small) == state_of(plain)
    assert changes(small) == changes(plain)
    assert told["answers"] == {"colour": {"before": "red", "after": "blue"}}
    assert told["version"] == {"before": "v1", "after": "v1"}


def test_the_database_can_be_set(standard: Path) -> None:
    told = backsmith_json(standard, "set", "database=postgresql", "--yes")

    assert told["answers"] == {"database": {"before": "sqlite", "after": "postgresql"}}
    assert answers_of(standard)["_commit"] == "v1"
    assert any("DATABASE_URL" in message for message in told["messages"])


def test_an_item_is_turned_on_with_what_it_opens_and_off_again(bare: Path) -> None:
    before = state_of(bare)

    on = backsmith_json(bare, "enable", "rate-limiting", "rate_limit_store=redis", "--yes")
    answers = answers_of(bare)
    commit(bare, "On")
    (bare / LIMITS).write_text((bare / LIMITS).read_text() + "\n# Mine.\n")
    commit(bare, "Edited")
    off = backsmith_json(bare, "disable", "security.rate-limiting", "--yes")

    assert on["title"] == "Turn on security.rate-limiting"
    assert LIMITS in on["files"]["added"]
    assert answers["profile"] == "custom"
    assert answers["security_checklist"] == ["rate-limiting"]
    assert answers["api_checklist"] == []
    assert answers["rate_limit_store"] == "redis"
    assert off["files"]["removed"] == on["files"]["added"]
    assert off["lost_edits"] == [{"path": LIMITS, "restore": f"git checkout HEAD -- {LIMITS}"}]
    after = state_of(bare)
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {".copier-answers.yml"}


def test_one_item_is_turned_off_and_all_others_stay(standard: Path) -> None:
    told = backsmith_json(standard, "disable", "rate-limiting", "--dry-run")

    after = {name: answer["after"] for name, answer in told["answers"].items()}
    assert after["api_checklist"] == ["idempotency"]
    assert after["operations_checklist"] == ["pipeline"]
    assert after["security_checklist"] == []
    assert LIMITS in told["files"]["removed"]
    assert "src/app/config/idempotency.py" not in told["files"]["removed"]
    assert changes(standard) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set", "databse=mysql"), "databse: there is no such question: did you mean database?"),
        (("set", "database=oracle"), "database: there is no oracle: choose of sqlite, "),
        (("set", "framework=django"), "framework: is flask, and no update can change it."),
        (("set", "profile=minimal", "pipeline=gitlab"), "pipeline is not asked of this service"),
        (("set", "api_checklist=metrics"), "counts where profile=custom"),
        (("set", "rate_limit_store=disk"), "rate_limit_store: there is no disk"),
        (("set", "resources=[{name: class}]"), "class"),
        (("enable", "rate-limit"), "did you mean security.rate-limiting?"),
        (("enable", "zzz"), "zzz: there is no such item: choose of"),
        (("enable", "security.injection"), "is met by every service"),
        (("enable", "metrics", "rate_limit_stor=redis"), "did you mean rate_limit_store?"),
        (("disable", "security.nothing"), "there is no such item"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    arguments: tuple[str, ...], sentence: str, standard: Path
) -> None:
    assert sentence in refusal(standard, *arguments, "--yes")
    assert changes(standard) == []


def test_what_is_no_pair_is_a_fault_of_the_command_line(small: Path) -> None:
    assert "NAME=VALUE" in refusal(small, "set", "colour", "--yes", code=2)


@pytest.mark.parametrize(
    "arguments", [("enable", "rate-limiting"), ("disable", "metrics"), ("set", "database=sqlite")]
)
def test_what_is_so_already_changes_nothing(arguments: tuple[str, ...], standard: Path) -> None:
    done = backsmith(standard, *arguments, "--yes")

    assert done.returncode == 0
    assert "othing" in done.stdout
    assert changes(standard) == []


def test_every_item_has_a_name_that_is_its_own() -> None:
    """So that a short name says which."""
    names = [item.name for item in CHECKLISTS.choosable.values()]

    assert len(names) == len(set(names))


def test_another_project_is_named(small: Path, tmp_path: Path) -> None:
    done = backsmith(tmp_path, "set", "colour=blue", "--yes", "--project", str(small))

    assert done.returncode == 0, done.stderr
    assert (small / "colour.txt").read_text() == "blue\n"
