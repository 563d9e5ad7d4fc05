"""What SQLAlchemy says of a table, and what it leaves out of it on a database."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backsmith.resources.constraints import Checks

if TYPE_CHECKING:
    from sqlalchemy import Inspector

_CHECKS_OF_COLUMNS = """
    SELECT check_clause AS sqltext FROM information_schema.check_constraints
    WHERE constraint_schema = DATABASE() AND table_name = :table
"""
_DELETIONS_OF_SQLITE = 'SELECT "from", on_delete FROM pragma_foreign_key_list(:table)'


@dataclass(frozen=True)
class Table:
    name: str
    columns: list[Any]
    key: list[str]
    """Columns of the primary key."""
    links: list[Any]
    """Foreign keys."""
    uniques: set[tuple[str, ...]]
    """Columns that are unique together, or one that is."""
    checks: Checks
    deletions: dict[str, str]
    """What becomes of a row where the one is deleted that a column refers to, in SQL."""


def reflected(inspector: "Inspector", name: str) -> Table:
    links = inspector.get_foreign_keys(name)
    return Table(
        name=name,
        columns=list(inspector.get_columns(name)),
        key=list(inspector.get_pk_constraint(name)["constrained_columns"]),
        links=list(links),
        uniques=_uniques(inspector, name),
        checks=Checks(_checks(inspector, name)),
        deletions=_deletions(inspector, name, links),
    )


def _uniques(inspector: "Inspector", table: str) -> set[tuple[str, ...]]:
    """SQLite keeps a constraint in an index, of which SQLAlchemy says nothing by itself."""
    on_sqlite: Any = {"include_auto_indexes": True} if _is_sqlite(inspector) else {}
    indexes = inspector.get_indexes(table, **on_sqlite)
    named = {tuple(unique["column_names"]) for unique in inspector.get_unique_constraints(table)}
    return named | {tuple(map(str, i["column_names"])) for i in indexes if i.get("unique")}


def _checks(inspector: "Inspector", table: str) -> list[Any]:
    """MariaDB writes the check of a column beside it, where SQLAlchemy does not look."""
    if not getattr(inspector.dialect, "is_mariadb", False):
        return list(inspector.get_check_constraints(table))
    return _rows(inspector, _CHECKS_OF_COLUMNS, table)


def _deletions(inspector: "Inspector", table: str, links: list[Any]) -> dict[str, str]:
    """SQLite's own list, since SQLAlchemy does not see what stands beside a column."""
    if not _is_sqlite(inspector):
        return {
            column: (link.get("options") or {}).get("ondelete", "").upper()
            for link in links
            for column in link["constrained_columns"]
        }
    rows = _rows(inspector, _DELETIONS_OF_SQLITE, table)
    return {row["from"]: row["on_delete"] for row in rows}


def _rows(inspector: "Inspector", query: str, table: str) -> list[Any]:
    from sqlalchemy import text

    connection: Any = inspector.bind
    return list(connection.execute(text(query), {"table": table}).mappings())


def _is_sqlite(inspector: "Inspector") -> bool:
    return inspector.dialect.name == "sqlite"
