"""`backsmith plan`, `checklists` and `options`: what they tell, to people and to programs."""

import re
from pathlib import Path

import pytest

from extensions.catalogue.checklists import CHECKLISTS
from tests.support.commands import Backsmith
from tools.render import ROOT

PAGE = ROOT / "docs" / "reference" / "command-line-json.md"


@pytest.fixture
def project(backsmith: Backsmith, tmp_path: Path) -> Path:
    flags = ["--no-git", "--profile", "custom", "--security-checklist", ""]
    assert backsmith("new", "it", "--defaults", *flags).code == 0
    return tmp_path / "it"


def test_a_plan_tells_what_is_written_and_writes_nothing(
    backsmith: Backsmith, tmp_path: Path
) -> None:
    plan = backsmith("plan", "--json", "--profile", "production", "--database", "mysql").data

    assert [service["title"] for service in plan["services"]] == ["MariaDB", "Mail", "Redis"]
    assert "RATE_LIMIT" in [setting["name"] for setting in plan["settings"]]
    assert plan["folders"]["."] == len(plan["files"])
    assert sum(plan["checklists"].values()) == len(CHECKLISTS.items)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_is_what_new_then_writes(backsmith: Backsmith, tmp_path: Path) -> None:
    plan = backsmith("plan", "--json", "--framework", "flask").data

    backsmith("new", "it", "--defaults", "--no-git", "--framework", "flask")

    written = [path.relative_to(tmp_path / "it") for path in (tmp_path / "it").rglob("*")]
    files = sorted(path.as_posix() for path in written if (tmp_path / "it" / path).is_file())
    assert sorted(plan["files"]) == files


def test_a_plan_counts_every_file_in_its_folders(backsmith: Backsmith) -> None:
    shown = backsmith("plan").out

    count = re.search(r"What is written: (\d+) files", shown)
    assert count is not None
    assert re.search(r"src/app/ +\d+\n    \w+/ +\d+", shown)


def test_outside_of_a_project_a_line_says_where_it_is_chosen(backsmith: Backsmith) -> None:
    told = backsmith("checklists", "security")

    assert "an option, in standard, production" in told.out
    assert "backsmith enable" not in told.out


def test_in_a_project_a_line_says_where_it_stands_and_what_turns_it_on(
    backsmith: Backsmith, project: Path
) -> None:
    told = backsmith("checklists", "--json", "--project", project).data
    shown = backsmith("checklists", "security", "--project", project).out

    states = {item["id"]: (item["state"], item["turns_on"]) for item in told["items"]}
    assert states["security.injection"] == ("always", None)
    assert states["operations.pipeline"] == ("chosen", None)
    assert states["security.rate-limiting"] == (
        "left_out",
        "backsmith enable security.rate-limiting",
    )
    assert "left out: backsmith enable security.rate-limiting" in shown


def test_the_project_of_this_folder_is_looked_at(
    backsmith: Backsmith, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)

    told = backsmith("options", "--json").data

    questions = {question["name"]: question for question in told["questions"]}
    assert told["project"] == str(project)
    assert questions["profile"]["answer"] == "custom"
    assert questions["profile"]["default"] == "standard"
    assert questions["security_checklist"]["answer"] == []


def test_options_say_what_answers_turn_on(backsmith: Backsmith) -> None:
    told = backsmith("options", "--json").data

    turned_on = {
        (question["name"], choice["value"]): choice["turns_on"]
        for question in told["questions"]
        for choice in question["choices"]
    }
    assert turned_on["rate_limit_store", "redis"] == ["rate_limit_redis"]
    assert turned_on["security_checklist", "rate-limiting"] == ["rate_limit"]
    assert turned_on["profile", "minimal"] == []
    assert "rate_limit" in turned_on["profile", "standard"]
    assert turned_on["framework", "flask"] == []


@pytest.mark.parametrize("command", ["checklists", "options", "plan"])
@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_window(
    command: str, columns: int, backsmith: Backsmith, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = backsmith(command).out.splitlines()

    assert [line for line in lines if len(line.rstrip()) > columns] == []


def test_a_list_that_is_none_is_refused(backsmith: Backsmith) -> None:
    done = backsmith("checklists", "securty")

    assert done.code == 1
    assert done.sentences == [
        "There is no checklist securty: did you mean security?",
    ]


def test_a_folder_that_is_no_project_is_refused(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("options", "--project", tmp_path)

    assert done.code == 1
    assert "is no project of backsmith" in done.err


@pytest.mark.parametrize(
    ("command", "flags", "parts"),
    [
        ("plan", [], ["services", "settings"]),
        ("checklists", [], ["items"]),
        ("options", [], ["questions"]),
        ("new", ["--defaults", "--dry-run"], []),
    ],
)
def test_every_key_of_json_is_told(
    command: str, flags: list[str], parts: list[str], backsmith: Backsmith
) -> None:
    page = PAGE.read_text()

    told = backsmith(command, "--json", *flags).data

    keys = {*told, *(key for part in parts for thing in told[part] for key in thing)}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
