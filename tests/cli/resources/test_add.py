"""`backsmith add resource`: as if it had been there from the start, and nothing of the owner's
touched."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from backsmith import screen
from backsmith.faults import Exit
from backsmith.resources import additions, migrations
from backsmith.resources.checks import Checked
from backsmith.updating import changes
from tests.cli.resources.commands import (
    INVOICE,
    Backsmith,
    edit_all_that_is_theirs,
    files_of,
    project_of,
    theirs,
)
from tests.cli.resources.databases import database
from tests.cli.resources.seeds import SEEDS
from tests.support.presets import BASES, COMPANY, params
from tests.support.rendering import rendered
from tests.support.repositories import changes as git_changes

EACH_FRAMEWORK = ("fastapi-postgresql", "flask-sqlite", "django-mysql")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project for tests of what changes nothing."""
    return project_of("flask-sqlite", tmp_path_factory.mktemp("projects") / "service")


@pytest.fixture
def project(untouched: Path) -> Path:
    assert git_changes(untouched) == []
    return untouched


@pytest.mark.parametrize("base", params(BASES, EACH_FRAMEWORK))
def test_it_is_as_if_it_had_been_there_from_the_start(
    base: str, backsmith: Backsmith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its migration, which the framework makes."""
    project = project_of(base, tmp_path / "service")
    _make_is_recorded(tmp_path, monkeypatch)
    edit_all_that_is_theirs(project)
    before = theirs(project)
    seeds = tmp_path / "seeds.yml"
    seeds.write_text(yaml.safe_dump({"resources": SEEDS}))

    options = ["--from", seeds, "--json", "--yes", "--migrate", "--project", project]
    done = backsmith("add", "resource", *options)

    assert (done.code, json.loads(done.out)["state"]) == (0, "applied")
    from_the_start = rendered({**BASES[base], "resources": [COMPANY, *SEEDS]})
    assert before.items() <= theirs(project).items()
    assert set(files_of(project)) - set(before) == {
        path.relative_to(from_the_start).as_posix()
        for path in from_the_start.rglob("*")
        if path.is_file() and path.relative_to(from_the_start).as_posix() not in before
    }
    for path in files_of(project):
        if path not in before and path != ".copier-answers.yml":
            assert (project / path).read_text() == (from_the_start / path).read_text(), path
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text())
    assert answers["resources"] == [COMPANY, *SEEDS]
    makes_one = "migration m=add users, payments, payment_events"
    ran = (tmp_path / "ran").read_text().splitlines()
    assert ran == (["migrate"] if "django" in base else ["migrate", makes_one, "migrate"])


def test_every_fault_is_told_at_once_and_nothing_is_written(
    backsmith: Backsmith, project: Path
) -> None:
    fields = ["number:strng", "order:integer", "amount", "status:enum", "due:date:lenght=3"]

    done = backsmith("add", "resource", "invoice", *fields, "--yes", "--project", project)

    assert (done.code, done.out) == (1, "")
    told = done.err.splitlines()
    assert told[0] == "field amount: say its type, as in amount:string."
    assert [line.partition(":")[0] for line in told[1:]] == [
        "resource invoice, field number",
        "resource invoice, field order is a reserved word of SQL; choose another, as order_value.",
        "resource invoice, field status is an enum",
        "resource invoice, field due",
    ]
    assert git_changes(project) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["company", "a:string"], "There is a resource company already."),
        (["firm", "a:string", "--plural", "companies"], "two of them have the plural companies"),
        (["Firm", "a:string"], "resource Firm must be lower-case"),
        (["person"], "resource person has no fields"),
    ],
)
def test_a_resource_that_can_not_be_is_a_sentence(
    arguments: list[str], sentence: str, backsmith: Backsmith, project: Path
) -> None:
    done = backsmith("add", "resource", *arguments, "--yes", "--project", project)

    assert done.code == 1
    assert sentence in done.err
    assert git_changes(project) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["invoice", "a:string", "--from", "x.yml"],
        ["--from", "x.yml", "--from-database", "sqlite:///x.db"],
        ["--from", "x.yml", "--plural", "people"],
        ["invoice", "a:string", "--table", "invoices"],
        ["invoice", "a:string", "--migrate", "--dry-run"],
        ["invoice", "a:string"],
    ],
)
def test_a_wrong_command_line_is_a_usage_fault(
    arguments: list[str], backsmith: Backsmith, project: Path
) -> None:
    done = backsmith("add", "resource", *arguments, "--project", project)

    assert (done.code, done.out) == (Exit.USAGE, "")
    assert git_changes(project) == []


def test_what_was_read_can_be_printed_without_a_project(
    backsmith: Backsmith, tmp_path: Path
) -> None:
    schema = tmp_path / "invoice.json"
    schema.write_text(json.dumps({"properties": {"a": {"type": "array"}, "b": {}}}))

    done = backsmith("add", "resource", "--from", schema, "--print")

    assert yaml.safe_load(done.out) == {
        "resources": [
            {"name": "invoice", "fields": [{"name": "a", "type": "json", "required": False}]}
        ]
    }
    assert done.err.startswith("invoice.a is kept as JSON")
    assert (done.code, "invoice.b has no type" in done.err) == (Exit.REFUSED, True)


def test_of_a_whole_database_those_that_are_there_are_left_out(
    backsmith: Backsmith, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(changes, "carry_out", lambda *them, **more: asked.append((them, more)))
    script = """
        CREATE TABLE companies (id int PRIMARY KEY, name varchar(9));
        CREATE TABLE parts (id int PRIMARY KEY, size numeric(30, 2));
    """
    with database("sqlite", tmp_path, script) as url:
        options = ["--from-database", url, "--yes", "--project", project]
        wrong = backsmith("add", "resource", *options)
        named = backsmith("add", "resource", *options, "--table", "companies")
    script = script.replace("30", "10")
    with database("sqlite", tmp_path, script) as url:
        options = ["--from-database", url, "--yes", "--project", project]
        backsmith("add", "resource", *options)

    assert "resource part, field size: precision" in wrong.err
    assert "--print > resources.yml" in wrong.err
    assert named.err.startswith("There is a resource company already.")
    ((_, request, _), more) = asked[0]
    assert [entry["name"] for entry in request.answers["resources"]] == ["company", "part"]
    assert more["notes"] == ["Left out, as the project has them already: company."]


def test_who_says_no_keeps_all_as_it_is(
    backsmith: Backsmith, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are listed; their lines are not, of which a slice has a thousand."""
    monkeypatch.setattr(screen, "is_interactive", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)

    done = backsmith("add", "resource", "invoice", *INVOICE, "--project", project)

    assert (done.code, done.err.splitlines()[-1]) == (1, "Nothing has changed.")
    assert "resources: [company] -> [company, invoice]" in done.out
    assert "+ src/app/domain/invoices/service.py" in done.out
    assert 'make migration m="add invoices"' in done.out
    assert "diff --git" not in done.out
    assert "invoice: number string, amount decimal, status enum" in done.err
    assert git_changes(project) == []


def test_what_is_not_committed_comes_first(backsmith: Backsmith, tmp_path: Path) -> None:
    project = project_of("flask-sqlite", tmp_path / "service")
    (project / "notes.txt").write_text("Mine.\n")

    done = backsmith("add", "resource", "invoice", *INVOICE, "--yes", "--project", project)

    assert (done.code, "notes.txt" in done.err) == (1, True)
    assert git_changes(project) == ["?? notes.txt"]


def test_a_migration_that_fails_says_what_is_left_to_do(
    backsmith: Backsmith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of("flask-sqlite", tmp_path / "service")
    monkeypatch.setattr(changes, "carry_out", lambda *_, **__: Exit.DONE)
    _make_is_recorded(tmp_path, monkeypatch, code=2)

    options = ["--yes", "--migrate", "--project", project]
    done = backsmith("add", "resource", "invoice", *INVOICE, *options)

    assert done.code == 1
    assert "make migrate && make migration 'm=add invoices' && make migrate" in done.err


def test_a_migration_that_is_interrupted_does_not_say_that_nothing_has_changed(
    backsmith: Backsmith, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(changes, "carry_out", lambda *_, **__: Exit.DONE)
    monkeypatch.setattr(migrations.subprocess, "run", interrupted)
    monkeypatch.setattr(additions, "_checked", lambda *_: [Checked("invoice", "invoices")])
    monkeypatch.setattr(additions, "present_in", lambda _: [])

    options = ["--yes", "--migrate", "--project", project]
    done = backsmith("add", "resource", "invoice", *INVOICE, *options)

    assert done.code == Exit.INTERRUPTED
    assert "Interrupted. The resource is added; its migration is left to do" in done.err


@pytest.mark.parametrize(("answer", "ran"), [(True, 3), (False, 0)])
def test_on_a_terminal_the_migration_is_asked_for(
    answer: bool,
    ran: int,
    backsmith: Backsmith,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(changes, "carry_out", lambda *_, **__: Exit.DONE)
    monkeypatch.setattr(screen, "is_interactive", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: answer)
    _make_is_recorded(tmp_path, monkeypatch)

    done = backsmith("add", "resource", "invoice", *INVOICE, "--project", project)

    log = tmp_path / "ran"
    assert done.code == 0
    assert len(log.read_text().splitlines() if log.exists() else []) == ran


def test_conflicts_are_decided_before_a_migration(
    backsmith: Backsmith, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(changes, "carry_out", lambda *_, **__: Exit.CONFLICTS)
    _make_is_recorded(tmp_path, monkeypatch)

    options = ["--yes", "--migrate", "--project", project]
    done = backsmith("add", "resource", "invoice", *INVOICE, *options)

    assert (done.code, (tmp_path / "ran").exists()) == (Exit.CONFLICTS, False)


def test_help_loads_nothing_heavy() -> None:
    heavy = ["copier", "pydantic", "rich", "sqlalchemy", "yaml"]
    code = f"import backsmith.cli, sys; print([m for m in {heavy} if m in sys.modules])"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


def _make_is_recorded(folder: Path, patch: pytest.MonkeyPatch, code: int = 0) -> None:
    """`make` writes down what it is asked for, into the file `ran`."""
    binaries = folder / "bin"
    binaries.mkdir()
    make = binaries / "make"
    make.write_text(f'#!/bin/sh\necho "$@" >> "{folder}/ran"\necho made\nexit {code}\n')
    make.chmod(0o755)
    patch.setenv("PATH", str(binaries), prepend=":")
