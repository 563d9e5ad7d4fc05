"""`backsmith new` without questions: what is written, and what is refused."""

from pathlib import Path

import pytest
import yaml

from backsmith.generating.drafts import Draft, place
from tests.support.commands import Backsmith, files_of
from tests.support.processes import BIN, run
from tests.support.repositories import git
from tests.support.template_versions import two_versions

CUSTOM: dict[str, str | list[str]] = {
    "project_name": "Orders of Zoë",
    "framework": "django",
    "database": "postgresql",
    "profile": "custom",
    "security_checklist": ["rate-limiting"],
    "operations_checklist": ["pipeline", "metrics"],
    "rate_limit_store": "redis",
}


@pytest.mark.parametrize("answers", [{}, CUSTOM], ids=["defaults", "custom"])
def test_it_is_what_plain_copier_makes_of_the_same_answers(
    answers: dict[str, object], backsmith: Backsmith, tmp_path: Path
) -> None:
    told = tmp_path / "answers.yml"
    told.write_text(yaml.safe_dump(answers))
    flags = ["--defaults", "--data-file", told]

    done = backsmith("new", "ours", *flags, "--ref", "v1", template=two_versions())
    copier = [BIN / "copier", "copy", "--trust", "--vcs-ref", "v1", *flags]
    run(*copier, two_versions(), tmp_path / "copiers", cwd=tmp_path)

    assert done.code == 0
    assert files_of(tmp_path / "ours") == files_of(tmp_path / "copiers")


def test_flags_data_and_files_say_the_same(backsmith: Backsmith, tmp_path: Path) -> None:
    told = tmp_path / "answers.yml"
    told.write_text(yaml.safe_dump(CUSTOM))
    flags = [
        *("--project-name", "Orders of Zoë", "--framework", "django", "--profile", "custom"),
        *("--database", "postgresql", "--security-checklist", "rate-limiting"),
        *("--operations-checklist", "pipeline,metrics", "--rate-limit-store", "redis"),
    ]
    texts = {n: v if isinstance(v, str) else f"[{', '.join(v)}]" for n, v in CUSTOM.items()}
    data = [part for name, text in texts.items() for part in ("--data", f"{name}={text}")]

    by_file = backsmith("plan", "--json", "--data-file", told).data
    by_flags = backsmith("plan", "--json", *flags).data
    by_data = backsmith("plan", "--json", *data).data

    assert by_flags == by_file
    assert by_data == by_file


def test_a_flag_wins_over_data_and_data_over_a_file(backsmith: Backsmith, tmp_path: Path) -> None:
    told = tmp_path / "answers.yml"
    told.write_text("{framework: django, database: mysql, license: Apache-2.0}")
    said = ["--data", "framework=flask", "--data", "database=postgresql"]

    plan = backsmith("plan", "--json", "--data-file", told, *said, "--framework", "fastapi").data

    kept = {name: plan["answers"][name] for name in ("framework", "database", "license")}
    assert kept == {"framework": "fastapi", "database": "postgresql", "license": "Apache-2.0"}


def test_an_answers_file_makes_a_twin(backsmith: Backsmith, tmp_path: Path) -> None:
    backsmith("new", "one", "--defaults", "--profile", "minimal")

    done = backsmith("new", "two", "--defaults", "--data-file", "one/.copier-answers.yml")

    assert done.code == 0
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_every_fault_is_told_at_once_and_nothing_is_written(
    backsmith: Backsmith, tmp_path: Path
) -> None:
    wrong = [
        *("--project-name", " ", "--framework", "djano", "--profile", "custom"),
        *("--security-checklist", "rate-limits", "--data", "databse=mysql"),
        *("--data", "resources=[]"),
    ]

    done = backsmith("new", "it", "--defaults", *wrong)

    assert done.code == 1
    assert done.sentences == [
        "databse: there is no such question: did you mean database?",
        "project_name: must not be empty.",
        "framework: there is no djano: did you mean django?",
        "security_checklist: there is no rate-limits: did you mean rate-limiting?",
        "resources: should list at least one, as a company with a name.",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "code", "sentence"),
    [
        (["--data", "framework"], 2, "--data framework: should be NAME=VALUE."),
        (["--data-file", "none.yml"], 1, "none.yml: can't be read: No such file or directory."),
        (["--data", "resources=["], 1, "resources: "),
        (["--security-checklist", "rate-limiting"], 1, "security_checklist: is not asked with"),
        (["--ref", "v9"], 4, "has no version v9."),
    ],
)
def test_a_mistake_is_a_sentence_and_an_exit_code(
    wrong: list[str], code: int, sentence: str, backsmith: Backsmith, tmp_path: Path
) -> None:
    source = two_versions() if "--ref" in wrong else None

    done = backsmith("new", "it", "--defaults", *wrong, template=source)

    assert done.code == code
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_flag_that_is_none_names_the_one_that_is(backsmith: Backsmith) -> None:
    done = backsmith("new", "--framwork", "django")

    assert done.code == 2
    assert "--framework" in done.err


def test_without_a_terminal_it_says_what_is_open(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("new", "it", "--framework", "flask")

    assert done.code == 1
    assert "Add --defaults" in done.err
    assert "--project-name" in done.err
    assert "--framework" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_refused(backsmith: Backsmith, tmp_path: Path) -> None:
    (tmp_path / "it").mkdir()
    (tmp_path / "it" / "mine.txt").write_text("mine")

    done = backsmith("new", "it", "--defaults")

    assert done.code == 1
    assert "is not empty, mine.txt is there" in done.err
    assert [path.name for path in (tmp_path / "it").iterdir()] == ["mine.txt"]


def test_a_fresh_clone_is_filled_and_not_committed_to(backsmith: Backsmith, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "it")

    done = backsmith("new", "it", "--defaults")

    assert done.code == 0
    assert (tmp_path / "it" / "Makefile").is_file()
    assert "git add --all && git commit" in done.out
    assert "Makefile" in git(tmp_path / "it", "status", "--porcelain")


def test_it_is_the_first_commit_of_its_repository(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("new", "deep/in/it", "--defaults", "--json")

    assert done.data["is_committed"] is True
    project = tmp_path / "deep" / "in" / "it"
    assert git(project, "log", "--format=%s").split() == ["Generate"]
    assert git(project, "status", "--porcelain") == ""


def test_it_is_not_committed_where_nobody_wants_that(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("new", "it", "--defaults", "--no-git")

    assert not (tmp_path / "it" / ".git").exists()
    assert "git init && git add --all" in done.out


def test_a_dry_run_tells_all_and_writes_nothing(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("new", "it", "--defaults", "--dry-run", "--json")

    assert done.data["is_written"] is False
    assert "Makefile" in done.data["files"]
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_it_goes_by_its_name(backsmith: Backsmith, tmp_path: Path) -> None:
    done = backsmith("new", "--defaults", "--project-name", "Order Desk")

    assert "./order-desk" in done.out
    assert [path.name for path in tmp_path.iterdir()] == ["order-desk"]


@pytest.mark.parametrize("is_there", [False, True])
def test_an_interrupt_while_it_is_written_leaves_nothing(is_there: bool, tmp_path: Path) -> None:
    made = tmp_path / "made"
    (made / "src").mkdir(parents=True)
    (made / "src" / "app.py").write_text("")
    target = tmp_path / "parent" / "it"
    if is_there:
        target.mkdir(parents=True)

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place(Draft(made, ""), target, interrupt)

    left = [path.name for path in tmp_path.rglob("*") if made not in (path, *path.parents)]
    assert left == (["parent", "it"] if is_there else [])


def test_the_source_and_version_that_it_runs_are_shown(backsmith: Backsmith) -> None:
    done = backsmith("new", "it", "--defaults", "--dry-run", "--ref", "v1", template=two_versions())

    assert f"Template {two_versions()} at v1 (--template)" in done.err
