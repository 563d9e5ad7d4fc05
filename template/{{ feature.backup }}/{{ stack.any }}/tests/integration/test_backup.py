"""Backups: made whole or not at all, brought back byte for byte, and only where nothing is lost."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.callers import client_of
from tests.databases import empty_database, fresh_database
from tests.migrating import upgrade
from tests.needs import lack
from tests.parents import among
from tests.processes import ROOT, free_port, running
from tests.registry import SAMPLES
from tests.rollback import take_back
from tests.samples import Sample
from tests.schema import schema_of
from tests.sql import execute, fetch
from tests.urls import at_port, kind_of

PROGRAMS: dict[str, tuple[str, ...]] = {
    "mysql": ("mariadb-dump", "mariadb"),
    "postgresql": ("pg_dump", "pg_restore", "psql"),
    "sqlite": (),
}
LETTERS = "é ü ß 日本語 \U0001f9e9 \\N \\\\ ' \" \t;-- %s"
RESTORE = pytest.mark.checklist("database.backup-rollback", proves="restore")
ROLLBACK = pytest.mark.checklist("database.backup-rollback", proves="rollback")


@pytest.fixture(scope="module")
def url(database_url: str) -> Iterator[str]:
    """A database with rows of every resource; `database_url` has told whether there can be one."""
    for program in PROGRAMS[kind_of(database_url)]:
        if not shutil.which(program):
            lack(f"{program} is not installed, so that no backup was made")
    with fresh_database() as fresh:
        with running(fresh) as service:
            for _ in range(3):
                _create_one_of_each(service.base_url, odd=True)
        yield fresh


@pytest.fixture(scope="module")
def backup(url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file made of it."""
    folder = tmp_path_factory.mktemp("backups")
    done = _backup(url, "make", f"--folder={folder}")
    assert done.returncode == 0, done.stderr
    return next(folder.iterdir())


def _odd(sample: Sample) -> dict[str, str]:
    """Letters of all sorts, in the texts that take them."""
    return {
        text.name: (LETTERS * (1 + text.shortest // len(LETTERS)))[: text.longest].strip()
        for text in sample.texts
        if text.name not in sample.unique
    }


def _create_one_of_each(base_url: str, *, odd: bool = False) -> None:
    """A row of every resource, each of which refers to those before it."""
    ids: dict[str, str] = {}
    with client_of(base_url, timeout=10) as client:
        for sample in SAMPLES:
            body = sample.fresh() | among(ids, sample) | (_odd(sample) if odd else {})
            answer = client.post(sample.path, json=body)
            assert answer.status_code == 201, answer.text
            ids[sample.name] = answer.json()["data"]["id"]


def _backup(url: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.backup", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": url, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(fetch(url, f"SELECT * FROM {name}"), key=repr) for name in schema_of(url)}


def _structure(url: str) -> dict[str, object]:
    """Constraints by name: the casts of a condition are written anew when it is read."""
    return {
        name: (table.columns, table.indexes, set(table.constraints))
        for name, table in schema_of(url).items()
    }


def _refused(done: subprocess.CompletedProcess[str]) -> str:
    """One sentence, and no trace."""
    assert done.returncode == 1, done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@contextmanager
def _whose_rows_stay(url: str) -> Iterator[None]:
    before = _rows(url)
    yield
    assert _rows(url) == before


@RESTORE
def test_a_backup_brings_back_every_row_and_every_table(url: str, backup: Path) -> None:
    with empty_database() as empty:
        done = _backup(empty, "restore", str(backup))

        assert done.returncode == 0, done.stderr
        assert _rows(empty) == _rows(url)
        assert all(len(_rows(empty)[sample.name]) == 3 for sample in SAMPLES)
        assert _structure(empty) == _structure(url)


@RESTORE
def test_a_service_works_on_what_came_back(backup: Path) -> None:
    with empty_database() as empty:
        _backup(empty, "restore", str(backup)).check_returncode()

        with running(empty) as service:
            _create_one_of_each(service.base_url)


@RESTORE
def test_a_drill_compares_what_came_back(url: str) -> None:
    with _whose_rows_stay(url):
        done = _backup(url, "drill")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "The backup came back whole." in done.stdout
    for sample in SAMPLES:
        assert re.search(rf"\b{sample.name}\W+3 rows, the same", done.stdout), done.stdout


def test_a_backup_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert re.fullmatch(r"\d{8}T\d{6}Z\.(dump|sql\.gz|db)", backup.name)
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]


def test_a_database_that_is_not_empty_is_left_alone(url: str, backup: Path) -> None:
    with _whose_rows_stay(url):
        told = _refused(_backup(url, "restore", str(backup)))

    assert "is not empty" in told
    assert "force=yes" in told


def test_what_is_there_gives_way_when_it_is_told_to(url: str, backup: Path) -> None:
    with fresh_database() as other:
        execute(other, "CREATE TABLE of_tomorrow (id integer)")

        done = _backup(other, "restore", str(backup), "--force")

        assert done.returncode == 0, done.stderr
        assert _rows(other) == _rows(url)


@pytest.mark.parametrize("damage", ["half", "nothing", "text"])
def test_a_broken_file_changes_nothing(url: str, backup: Path, tmp_path: Path, damage: str) -> None:
    whole = backup.read_bytes()
    parts = {"half": whole[: len(whole) // 2], "nothing": b"", "text": b"Dear diary\n" * 99}
    broken = tmp_path / f"broken{''.join(backup.suffixes)}"
    broken.write_bytes(parts[damage])

    with _whose_rows_stay(url):
        told = _refused(_backup(url, "restore", str(broken), "--force"))

    assert "is no whole " in told


def test_a_file_that_is_not_there_is_told(url: str) -> None:
    assert _refused(_backup(url, "restore")) == "Which one? make restore file=backups/...\n"
    assert "There is no file" in _refused(_backup(url, "restore", "nowhere.dump"))


def test_a_server_that_is_away_leaves_no_file(url: str, tmp_path: Path) -> None:
    away = "sqlite:////no/such/folder/app.db"
    if kind_of(url) != "sqlite":
        away = at_port(url, free_port())

    told = _refused(_backup(away, "make", f"--folder={tmp_path}"))

    assert "DATABASE_URL" in told
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_missing_is_told_with_its_package(url: str, tmp_path: Path) -> None:
    if kind_of(url) == "sqlite":
        assert _backup(url, "make", f"--folder={tmp_path}", PATH="").returncode == 0
        return

    told = _refused(_backup(url, "make", f"--folder={tmp_path}", PATH=str(tmp_path)))

    assert "is not installed: it is in the package " in told


def test_no_command_line_has_the_password(url: str, tmp_path: Path) -> None:
    """Everybody on a machine sees the command lines of all."""
    seen, secret = tmp_path / "seen", "a-pass-word"
    for program in PROGRAMS[kind_of(url)]:
        spy = tmp_path / program
        spy.write_text(f'#!/bin/sh\necho "$0 $@" >> {seen}\nexec {shutil.which(program)} "$@"\n')
        spy.chmod(0o700)
    parts = urlsplit(url)
    login, _, host = parts.netloc.rpartition("@")
    user = login.partition(":")[0]
    with_secret = url.replace(parts.netloc, f"{user}:{secret}@{host}", 1) if host else url

    done = _backup(
        *(with_secret, "make", f"--folder={tmp_path / 'backups'}"),
        PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    )

    assert secret not in done.stdout + done.stderr
    assert not seen.exists() or secret not in seen.read_text()
    assert seen.exists() == bool(PROGRAMS[kind_of(url)])


@ROLLBACK
def test_the_last_migration_goes_back_and_comes_again(database_url: str) -> None:
    with fresh_database() as fresh:
        before = schema_of(fresh)

        take_back(fresh)
        between = schema_of(fresh)
        upgrade(fresh)

        assert between != before
        assert schema_of(fresh) == before
