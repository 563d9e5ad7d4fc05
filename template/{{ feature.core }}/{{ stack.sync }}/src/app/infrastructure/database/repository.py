"""Every query that all resources have. A slice's own queries stand in its repository."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from app.http.errors import Conflict
from app.infrastructure.database.errors import ConstraintViolated
from app.infrastructure.database.models import Record
from app.infrastructure.database.port import Database, Statement
from app.infrastructure.database.statements import NEW, Statements
from app.resources.entity import Entity
from app.utils.text import containing, fold

E = TypeVar("E", bound=Entity)


class ResourceRepository(Generic[E]):
    """A slice's repository derives from this and names its table, its entity and its conflicts."""

    entity: type[E]
    model: ClassVar[type[Record]]
    searched: ClassVar[tuple[str, ...]] = ()
    conflicts: ClassVar[Mapping[str, type[Conflict]]] = {}
    """Which error a violated constraint is, by the constraint's name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = Statements(self.model, searched=self.searched)
        self._page: TypeAdapter[list[E]] = TypeAdapter(list[self.entity])  # type: ignore[name-defined]

    def find(self, key: UUID) -> E | None:
        return self._read(self._database.fetch_one(self._statements.find, key=key))

    def lock(self, key: UUID) -> E | None:
        return self._read(self._database.fetch_one(self._statements.lock, key=key))

    def numbered(
        self, *, limit: int, offset: int, sort: str, search: str | None
    ) -> tuple[Sequence[E], int]:
        values = _values(search)
        statement = self._statements.numbered(sort, searching=bool(search))
        rows = self._database.fetch_all(statement, limit=limit, offset=offset, **values)
        if rows or not offset:
            return self._read_all(rows), rows[0].total if rows else 0
        beyond = self._statements.count(searching=bool(search))
        row = self._database.fetch_one(beyond, **values)
        return [], row.total if row else 0

    def following(self, last: UUID | None, *, limit: int, search: str | None) -> Sequence[E]:
        values = _values(search) | ({} if last is None else {"last": last})
        statement = self._statements.following(searching=bool(search), starting=last is None)
        return self._read_all(self._database.fetch_all(statement, limit=limit, **values))

    def add(self, entity: E) -> None:
        self._write(self._statements.add, self._values_of(entity))

    def save(self, entity: E) -> None:
        values = {f"{NEW}{name}": value for name, value in self._values_of(entity).items()}
        self._write(self._statements.save, {"key": entity.id, **values})

    def remove(self, key: UUID) -> None:
        self._write(self._statements.remove, {"key": key})

    def _write(self, statement: Statement, values: Mapping[str, Any]) -> None:
        try:
            self._database.execute(statement, **values)
        except ConstraintViolated as violated:
            raise self.conflicts.get(violated.constraint, Conflict) from violated

    def _read(self, row: Any) -> E | None:
        return None if row is None else self.entity.model_validate(row)

    def _read_all(self, rows: Sequence[Any]) -> Sequence[E]:
        return self._page.validate_python(rows)

    def _values_of(self, entity: E) -> dict[str, Any]:
        values = dict(entity)
        for twin, name in self._statements.folds.items():
            values[twin] = None if values[name] is None else fold(values[name])
        return values


def _values(search: str | None) -> dict[str, str]:
    return {"pattern": containing(fold(search))} if search else {}
