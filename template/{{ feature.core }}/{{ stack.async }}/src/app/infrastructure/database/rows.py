"""Every query that all resources have. A slice's repository derives from this, by way of
`repository.py`, and has its own ones."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from app.http.errors import ApiError, Conflict, StillInUse
from app.infrastructure.database.errors import FOREIGN_KEY, ConstraintViolated
from app.infrastructure.database.models import Row
from app.infrastructure.database.port import Database, Statement
from app.infrastructure.database.statements import NEW, WITHIN, Statements
from app.resources.entity import Kept
from app.resources.owners import EVERYWHERE, Within
from app.utils.text import containing, fold

E = TypeVar("E", bound=Kept)


class RowRepository(Generic[E]):
    """Of one table: who derives from this names it, its entity and its conflicts."""

    entity: type[E]
    model: ClassVar[type[Row]]
    searched: ClassVar[tuple[str, ...]] = ()
    conflicts: ClassVar[Mapping[str, type[ApiError]]] = {}
    """Which error a violated constraint is, by the constraint's name."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._statements = Statements(self.model, searched=self.searched)
        self._page: TypeAdapter[list[E]] = TypeAdapter(list[self.entity])  # type: ignore[name-defined]

    async def find(self, key: UUID) -> E | None:
        return self._read(await self._database.fetch_one(self._statements.find, key=key))

    async def lock(self, key: UUID) -> E | None:
        return self._read(await self._database.fetch_one(self._statements.lock, key=key))

    async def numbered(
        self,
        *,
        limit: int,
        offset: int,
        sort: str,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> tuple[Sequence[E], int]:
        values, held = _values(search, within), tuple(within)
        statement = self._statements.numbered(sort, searching=bool(search), within=held)
        rows = await self._database.fetch_all(statement, limit=limit, offset=offset, **values)
        if rows or not offset:
            return self._read_all(rows), rows[0].total if rows else 0
        beyond = self._statements.count(searching=bool(search), within=held)
        row = await self._database.fetch_one(beyond, **values)
        return [], row.total if row else 0

    async def following(
        self,
        last: UUID | None,
        *,
        limit: int,
        search: str | None,
        within: Within = EVERYWHERE,
    ) -> Sequence[E]:
        values = _values(search, within) | ({} if last is None else {"last": last})
        statement = self._statements.following(
            searching=bool(search), starting=last is None, within=tuple(within)
        )
        return self._read_all(await self._database.fetch_all(statement, limit=limit, **values))

    async def add(self, entity: E) -> None:
        await self._write(self._statements.add, self._values_of(entity), entity)

    async def save(self, entity: E) -> None:
        values = {f"{NEW}{name}": value for name, value in self._values_of(entity).items()}
        await self._write(self._statements.save, {"key": entity.id, **values}, entity)

    async def remove(self, key: UUID) -> None:
        try:
            await self._database.execute(self._statements.remove, key=key)
        except ConstraintViolated as violated:
            raise StillInUse from violated

    def unknown(self, reference: str) -> type[ApiError]:
        names = [c for c, (field, _) in self._statements.references.items() if field == reference]
        return self.conflicts.get(names[0], Conflict) if names else Conflict

    async def _write(self, statement: Statement, values: Mapping[str, Any], entity: E) -> None:
        try:
            await self._database.execute(statement, **values)
        except ConstraintViolated as violated:
            raise await self._refusal(violated, entity) from violated

    async def _refusal(self, violated: ConstraintViolated, entity: E) -> type[ApiError]:
        """Which error it is, by the constraint's name. Where the database does not tell that, each
        reference is looked for."""
        name = violated.constraint
        if name == FOREIGN_KEY:
            name = await self._broken_reference(entity)
        return self.conflicts.get(name, Conflict)

    async def _broken_reference(self, entity: E) -> str:
        for constraint, (name, look_up) in self._statements.references.items():
            key = getattr(entity, name)
            if key is not None and await self._database.fetch_one(look_up, key=key) is None:
                return constraint
        return FOREIGN_KEY

    def _read(self, row: Any) -> E | None:
        return None if row is None else self.entity.model_validate(row)

    def _read_all(self, rows: Sequence[Any]) -> Sequence[E]:
        return self._page.validate_python(rows)

    def _values_of(self, entity: E) -> dict[str, Any]:
        values = dict(entity)
        for twin, name in self._statements.folds.items():
            values[twin] = None if values[name] is None else fold(values[name])
        return values


def _values(search: str | None, within: Within) -> dict[str, Any]:
    """What a list is narrowed by, as its statement names it."""
    values: dict[str, Any] = {f"{WITHIN}{name}": key for name, key in within.items()}
    return values | {"pattern": containing(fold(search))} if search else values
