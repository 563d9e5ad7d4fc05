"""A drill finds what has not come back. On SQLite, whatever the service's own database is."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tools.backup import drill
from tools.backup.sqlite import Sqlite


class Losing(Sqlite):
    """Its backups lose something on the way back."""

    loses = ""

    @contextmanager
    def beside(self) -> Iterator[Sqlite]:
        with super().beside() as other:
            lost = LosingTarget(f"sqlite:///{other.file}")
            lost.loses = self.loses
            yield lost


class LosingTarget(Losing):
    def restore(self, file: Path) -> None:
        super().restore(file)
        with closing(sqlite3.connect(self.file)) as connection:
            connection.executescript(self.loses)


@pytest.mark.parametrize(
    ("loses", "exit_code", "said"),
    [
        ("", 0, "2 rows, the same"),
        ("DELETE FROM things WHERE name = 'one'", 1, "DIFFERS: 2 before, 1 restored"),
        ("UPDATE things SET name = 'One' WHERE name = 'one'", 1, "DIFFERS: 2 before, 2 restored"),
        ("DROP INDEX things_name", 1, "DIFFERS"),
    ],
)
@pytest.mark.checklist("database.backup-rollback", proves="restore")
def test_a_drill_tells_what_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], loses: str, exit_code: int, said: str
) -> None:
    file = tmp_path / "app.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "CREATE TABLE things (name TEXT); CREATE INDEX things_name ON things (name);"
            "INSERT INTO things VALUES ('one'), ('two')"
        )
    database = Losing(f"sqlite:///{file}")
    database.loses = loses

    assert drill.run(database) == exit_code
    assert said in capsys.readouterr().out
