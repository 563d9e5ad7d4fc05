"""What all tables share: names of constraints, types of columns, the columns of every resource."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.infrastructure.database.columns import IDENTIFIER, MOMENT
from app.infrastructure.database.ownership import OwnedRow

_NAMES = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}
_ON_MYSQL = {
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mysql_engine": "InnoDB",
}
"""Texts are kept and compared by code point, as everywhere, whatever the server's defaults."""


class Model(DeclarativeBase):
    """A table. Migrations are made from these."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: MOMENT, UUID: IDENTIFIER}
    __table__: ClassVar[Table]

    @classmethod
    def __table_cls__(cls, *items: Any, **options: Any) -> Table:
        return Table(*items, **_ON_MYSQL, **options)


class OptionModel(Model):
    """A table of the template's own, which an option brings. Your migrations know nothing of it: it
    has its own (`chains.py`)."""

    __abstract__ = True
    metadata = MetaData(naming_convention=_NAMES)


class Row(Model):
    """What every table of a service has. Lists go by `created_at` or `updated_at`, ties by `id`."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)
    version: Mapped[int] = mapped_column(sort_order=-1)
    created_at: Mapped[datetime] = mapped_column(sort_order=1)
    updated_at: Mapped[datetime] = mapped_column(sort_order=1)


class Record(OwnedRow, Row):
    """The table of a resource."""

    __abstract__ = True
