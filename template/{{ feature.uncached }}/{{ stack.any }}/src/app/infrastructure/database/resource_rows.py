"""Where the rows of a resource are read."""

from typing import TypeVar

from app.infrastructure.database.rows import RowRepository
from app.resources.entity import Kept

E = TypeVar("E", bound=Kept)


class ResourceRows(RowRepository[E]):
    """Of a resource. Whatever is asked, the database is asked."""
