"""What a slice's repository derives from."""

from typing import TypeVar

from app.infrastructure.database.resource_rows import ResourceRows
from app.resources.entity import Kept

E = TypeVar("E", bound=Kept)


class ResourceRepository(ResourceRows[E]):
    """Of a resource. What changes it is written down nowhere else."""
