"""What a repository may ask of the database: here by Django's connection.

Statements are querysets that are compiled once (`prepared.py`). Rows have their columns as
attributes. Inside of a unit of work a statement joins its transaction; outside it stands alone,
committed by itself, in one round trip.
"""

from collections.abc import Sequence
from typing import Any

from app.infrastructure.database.prepared import Prepared
from app.infrastructure.unit_of_work import telling

Statement = Prepared


class Database:
    """Raises ServiceUnavailable or DeadlineExceeded where the database does not answer."""

    def fetch_one(self, statement: Statement, /, **values: Any) -> Any | None:
        """The first row, or None."""
        return next(iter(self.fetch_all(statement, **values)), None)

    def fetch_all(self, statement: Statement, /, **values: Any) -> Sequence[Any]:
        """Every row."""
        with telling():
            return statement.rows(**values)

    def execute(self, statement: Statement, /, **values: Any) -> int:
        """The number of rows changed. Raises ConstraintViolated."""
        with telling():
            return statement.run(**values)
