"""Types of columns that behave alike on every database."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Dialect, Numeric, String, Text
from sqlalchemy.types import REAL, TypeDecorator, TypeEngine

from app.utils.text import GROWTH


class NaiveUtc(TypeDecorator[datetime]):
    """A moment where the database keeps no time zone: stored and read as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


MOMENT = DateTime(timezone=True).with_variant(NaiveUtc(), "sqlite")
"""The type of every column that holds a moment."""


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


def folded_line(max_length: int) -> String:
    """The folded twin of a line, which unique and search and sort go by. Compared by code point."""
    length = max_length * GROWTH
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def folded_text() -> Text:
    """The folded twin of a text of any length, which search goes by."""
    return Text().with_variant(Text(collation="C"), "postgresql")
