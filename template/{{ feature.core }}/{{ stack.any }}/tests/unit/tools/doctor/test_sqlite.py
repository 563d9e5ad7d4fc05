"""What the doctor says of a file that should be a SQLite database."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.diagnosing import last_check
from tools.doctor.findings import Code

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")
NOBODY = 65534


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Whom rights hold for: they don't for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def file() -> Iterator[Path]:
    """A database without tables, in a folder that others may look into."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "app.db"
        Path(folder).chmod(0o755)
        with closing(sqlite3.connect(path)) as made:
            made.execute("PRAGMA user_version = 1")
            made.commit()
        yield path
        Path(folder).chmod(0o755)


def test_no_folder(tmp_path: Path):
    check = last_check(f"sqlite:///{tmp_path}/no/such/app.db")

    assert check.fault == Code.FOLDER
    assert f"mkdir -p {tmp_path}/no/such" in str(check.remedy)


def test_no_file_is_none_afterwards_either(tmp_path: Path):
    check = last_check(f"sqlite:///{tmp_path}/app.db")

    assert check.fault == Code.NO_DATABASE
    assert "make migrate" in str(check.remedy)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind(tmp_path: Path):
    (tmp_path / "app.db").write_text("This is a letter, and no database. " * 100)

    assert last_check(f"sqlite:///{tmp_path}/app.db").fault == Code.NOT_A_DATABASE


def test_a_folder_that_one_may_not_write_in(file: Path):
    file.parent.chmod(0o555)

    with as_somebody_else():
        check = last_check(f"sqlite:///{file}")

    assert check.fault == Code.NO_RIGHT
    assert str(file.parent) in check.message


def test_a_file_that_one_may_not_write_to(file: Path):
    file.chmod(0o444)
    file.parent.chmod(0o777)

    with as_somebody_else():
        check = last_check(f"sqlite:///{file}")

    assert check.fault == Code.NO_RIGHT
    assert str(file) in check.message


def test_a_file_that_somebody_writes_to_all_the_time(file: Path):
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")

        check = last_check(f"sqlite:///{file}")

    assert check.fault == Code.LOCKED


def test_a_file_without_tables(file: Path):
    assert last_check(f"sqlite:///{file}").fault == Code.PENDING
