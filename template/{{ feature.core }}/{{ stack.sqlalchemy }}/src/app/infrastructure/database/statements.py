"""The statements of a resource's table. Each is built once; what varies is bound."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKeyConstraint,
    Select,
    bindparam,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    table,
    true,
    update,
)

from app.infrastructure.database.columns import IDENTIFIER
from app.infrastructure.database.models import Row
from app.infrastructure.database.ordering import Falling, Rising

AnySelect = Select[*tuple[Any, ...]]
Names = tuple[str, ...]

NEW = "new_"
"""Begins the names of the values that an UPDATE sets: SQLAlchemy keeps the bare ones to itself."""
WITHIN = "within_"
"""Begins the names of the ids that the rows of a list refer to."""


class Statements:
    """`searched` names the fields that a search looks into; each has a folded twin."""

    def __init__(self, model: type[Row], *, searched: tuple[str, ...] = ()) -> None:
        self._columns = model.__table__.c
        self._folded = {
            column.info["folds"]: column for column in self._columns if "folds" in column.info
        }
        self._shown = [column for column in self._columns if "folds" not in column.info]
        self._searched = [self._folded[name] for name in searched]
        self._pages: dict[tuple[str, bool, Names], AnySelect] = {}
        self._by_id = self._columns.id == bindparam("key")
        self.find = select(*self._shown).where(self._by_id)
        self.lock = self.find.with_for_update()
        self.add = insert(model.__table__)
        self.remove = delete(model.__table__).where(self._by_id)

    @property
    def folds(self) -> dict[str, str]:
        """The name of each folded twin, and of the field that it folds."""
        return {column.name: name for name, column in self._folded.items()}

    @cached_property
    def save(self) -> Any:
        kept = [column for column in self._columns if column.name not in ("id", "created_at")]
        values = {column: bindparam(f"{NEW}{column.name}", type_=column.type) for column in kept}
        return update(self._columns.id.table).where(self._by_id).values(values)

    @cached_property
    def references(self) -> dict[str, tuple[str, AnySelect]]:
        """By the name of its constraint: the field of a reference, and what looks for its row."""
        found = self._columns.id.table.foreign_key_constraints
        return {str(key.name): (key.column_keys[0], _look_up(key)) for key in found}

    def numbered(self, sort: str, *, searching: bool, within: Names = ()) -> AnySelect:
        """A page in any order; each row carries the total, counted apart from the page it is on.
        `within` names references: of those alone that lead to given rows."""
        key = sort, searching, within
        if key not in self._pages:
            total = self.count(searching=searching, within=within).scalar_subquery().label("total")
            page = select(*self._shown, total).where(*self._matches(searching, within))
            self._pages[key] = _window(page.order_by(*self._order(sort)), offset=True)
        return self._pages[key]

    def count(self, *, searching: bool, within: Names = ()) -> AnySelect:
        rows = select(func.count().label("total")).select_from(self._columns.id.table)
        return rows.where(*self._matches(searching, within))

    def following(self, *, searching: bool, starting: bool, within: Names = ()) -> AnySelect:
        """The newest first, after one that was seen; ids rise with time."""
        key = ">" if starting else "<", searching, within
        if key not in self._pages:
            later = true() if starting else self._columns.id < bindparam("last")
            page = select(*self._shown).where(*self._matches(searching, within), later)
            self._pages[key] = _window(page.order_by(self._columns.id.desc()))
        return self._pages[key]

    def _matches(self, searching: bool, within: Names) -> Iterator[ColumnElement[bool]]:
        yield true()  # something to say where there is nothing else
        for name in within:
            yield self._columns[name] == bindparam(f"{WITHIN}{name}")
        if searching and self._searched:
            pattern = bindparam("pattern")
            yield or_(*(column.like(pattern, escape="\\") for column in self._searched))

    def _order(self, sort: str) -> tuple[ColumnElement[Any], ...]:
        """The column asked for; ties are broken by id, the same way round, where there can be any:
        then an index has both."""
        name, falling = sort.removeprefix("-"), sort.startswith("-")
        column, key = self._folded.get(name, self._columns[name]), self._columns.id
        if not column.nullable:
            order = (column,) if column.unique else (column, key)
            return tuple(each.desc() for each in order) if falling else order
        return (Falling(column), key.desc()) if falling else (Rising(column), key)


def _look_up(reference: ForeignKeyConstraint) -> AnySelect:
    parent = table(
        reference.elements[0].target_fullname.partition(".")[0], column("id", IDENTIFIER)
    )
    return select(parent.c.id).where(parent.c.id == bindparam("key"))


def _window(page: AnySelect, *, offset: bool = False) -> AnySelect:
    """Bounds are bound, as big integers: a page may be far behind the end."""
    limited = page.limit(bindparam("limit", type_=BigInteger))
    return limited.offset(bindparam("offset", type_=BigInteger)) if offset else limited
