"""The tables of a database, as it tells of them itself: columns, indexes and constraints."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.sql import fetch
from tests.urls import kind_of

_NOT_OURS = ("alembic_", "auth_", "django_", "sqlite_")
"""How the names of tables begin that frameworks keep for themselves."""
_FOREIGN_KEY = re.compile(r'FOREIGN KEY ?\("?(\w+)')
_LENGTH = re.compile(r"(\w+) ?\((\d+)\)")


class Column(NamedTuple):
    kind: str
    """In lower case, as this database calls it: `integer`, `varchar`..."""
    longest: int | None
    """Characters, where that is limited."""
    nullable: bool


@dataclass
class Table:
    """All by their names."""

    columns: dict[str, Column] = field(default_factory=dict)
    indexes: dict[str, list[str]] = field(default_factory=dict)
    """The columns of each, of those of unique constraints too."""
    constraints: dict[str, str] = field(default_factory=dict)
    """What each says, as far as the database tells."""

    @property
    def leading(self) -> set[str]:
        """The columns that an index begins with."""
        return {columns[0] for columns in self.indexes.values()}

    @property
    def foreign_keys(self) -> set[str]:
        return set(_FOREIGN_KEY.findall(" ".join(self.constraints.values())))


def schema_of(url: str) -> dict[str, Table]:
    """Every table of the service."""
    asked = _QUESTIONS[kind_of(url)]
    tables: dict[str, Table] = {}
    for table, name, kind, longest, nullable in fetch(url, asked.columns):
        if not table.startswith(_NOT_OURS):
            column = _column(kind.lower(), longest, nullable)
            tables.setdefault(table, Table()).columns[name] = column
    for table, index, column in fetch(url, asked.indexes):
        if table in tables:
            tables[table].indexes.setdefault(index, []).append(column)
    for table, name, said in fetch(url, asked.constraints):
        if table in tables:
            tables[table].constraints[name] = said
    return tables


def _column(kind: str, longest: int | None, nullable: str) -> Column:
    """SQLite has the length in the name of the type: `varchar(200)`."""
    if found := _LENGTH.fullmatch(kind):
        kind, longest = found[1], int(found[2])
    return Column(kind, longest, nullable == "YES")


class _Questions(NamedTuple):
    columns: str
    indexes: str
    constraints: str


_QUESTIONS = {
    "mysql": _Questions(
        """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable
        FROM information_schema.columns WHERE table_schema = schema() ORDER BY 1, 2
        """,
        """
        SELECT table_name, index_name, column_name
        FROM information_schema.statistics WHERE table_schema = schema()
        ORDER BY 1, 2, seq_in_index
        """,
        """
        SELECT table_name, constraint_name, constraint_type
        FROM information_schema.table_constraints WHERE table_schema = schema()
        """,
    ),
    "postgresql": _Questions(
        """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable
        FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2
        """,
        """
        SELECT t.relname, i.relname, a.attname FROM pg_index x
        JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_attribute a ON a.attrelid = i.oid
        WHERE t.relnamespace = current_schema()::regnamespace
        ORDER BY 1, 2, a.attnum
        """,
        """
        SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
        JOIN pg_class t ON t.oid = c.conrelid
        WHERE c.connamespace = current_schema()::regnamespace
        """,
    ),
    "sqlite": _Questions(
        """
        SELECT t.name, c.name, c.type, NULL, CASE c."notnull" WHEN 0 THEN 'YES' ELSE 'NO' END
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
        """,
        """
        SELECT t.name, i.name, c.name
        FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        WHERE t.type = 'table' ORDER BY 1, 2, c.seqno
        """,
        "SELECT name, 'all', sql FROM sqlite_master WHERE type = 'table'",
    ),
}
