"""Types of columns that behave alike on every database."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import mysql, postgresql, sqlite

from app.infrastructure.database.columns import ExactNumeric, NaiveUtc

DIALECTS = [dialect.dialect() for dialect in (mysql, postgresql, sqlite)]


@pytest.mark.parametrize("dialect", DIALECTS, ids=[dialect.name for dialect in DIALECTS])
def test_a_decimal_is_exact_on_every_database(dialect: Dialect):
    kind = ExactNumeric(precision=10, scale=2)

    kept = kind.process_bind_param(Decimal("0.10"), dialect)

    assert kind.process_result_value(kept, dialect) == Decimal("0.10")
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None
    assert kind.load_dialect_impl(dialect) is not None


def test_a_moment_is_utc_where_the_database_keeps_no_zone():
    moment = datetime(2026, 1, 31, 12, tzinfo=UTC)
    kind, dialect = NaiveUtc(), sqlite.dialect()

    kept = kind.process_bind_param(moment, dialect)

    assert kept == datetime(2026, 1, 31, 12)  # noqa: DTZ001
    assert kind.process_result_value(kept, dialect) == moment
