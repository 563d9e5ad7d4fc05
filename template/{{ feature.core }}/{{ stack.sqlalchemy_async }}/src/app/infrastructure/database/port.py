"""What a repository may ask of a database.

Statements are SQLAlchemy's, built once, with `bindparam` for what varies. Rows have their columns
as attributes. Inside of a unit of work a statement joins its transaction; outside it stands alone,
committed by itself, in one round trip.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Executable

from app.infrastructure.unit_of_work import Transaction, Transactional

Statement = Executable


class Database(Transactional[Transaction], Protocol):
    """Raises ServiceUnavailable or DeadlineExceeded where the database does not answer."""

    @property
    def connections_in_use(self) -> int:
        """Of this process, at this moment."""
        ...

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def ping(self) -> None: ...

    async def fetch_one(self, statement: Statement, /, **values: Any) -> Any | None:
        """The first row, or None."""
        ...

    async def fetch_all(self, statement: Statement, /, **values: Any) -> Sequence[Any]:
        """Every row."""
        ...

    async def execute(self, statement: Statement, /, **values: Any) -> int:
        """The number of rows changed. Raises ConstraintViolated."""
        ...
