"""Types of columns that behave alike on every database."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Dialect, Numeric, String, Text, Uuid
from sqlalchemy.dialects.mysql import DATETIME, MEDIUMTEXT
from sqlalchemy.types import REAL, TypeDecorator, TypeEngine

from app.utils.text import GROWTH


class NaiveUtc(TypeDecorator[datetime]):
    """A moment where the database keeps no time zone: stored and read as UTC."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        # Without a number MySQL keeps whole seconds.
        kind = DATETIME(fsp=6) if dialect.name == "mysql" else DateTime()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


MOMENT = DateTime(timezone=True).with_variant(NaiveUtc(), "sqlite", "mysql")
"""The type of every column that holds a moment."""


IDENTIFIER = Uuid().with_variant(Uuid(native_uuid=False), "mysql")
"""MariaDB has a type for UUIDs, though with an order of its own; MySQL has none. So it is CHAR."""


class ExactNumeric(TypeDecorator[Decimal]):
    """NUMERIC; on SQLite, which has none, a REAL, which holds 15 digits exactly."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Decimal]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(REAL())
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def __repr__(self) -> str:
        return f"ExactNumeric(precision={self.precision}, scale={self.scale})"

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | float | None:
        return float(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:
        return None if value is None else round(Decimal(str(value)), self.scale)


TEXT = Text().with_variant(MEDIUMTEXT(), "mysql")
"""A text of any length. MySQL's own TEXT ends at 64 KiB."""


def long_line(max_length: int) -> String:
    """A line that is too long for an index. Where lines are long, MySQL keeps them apart: those in
    a row may have 64 KiB together."""
    return String(max_length).with_variant(MEDIUMTEXT(), "mysql")


def folded_line(max_length: int) -> String:
    """The folded twin of a line, which unique and sort go by. Compared by code point."""
    length = max_length * GROWTH
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def folded_text() -> Text:
    """The folded twin of what is in no index, which search goes by."""
    return TEXT.with_variant(Text(collation="C"), "postgresql")
