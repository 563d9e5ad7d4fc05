"""Asks the database as the service does: here by SQLAlchemy's engine, with the service's driver."""

from collections.abc import Callable

from sqlalchemy import Connection

from app.config import Settings
from app.infrastructure.database import drivers
from tools.doctor.dialects import Fetch
from tools.doctor.findings import Finding


def ask(settings: Settings, question: Callable[[Fetch], Finding]) -> Finding:
    """The question's finding, or what the driver or the question raises."""
    findings: list[Finding] = []
    errors: list[Exception] = []

    def work(connection: Connection) -> None:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        try:
            findings.append(question(lambda sql: alone.exec_driver_sql(sql).fetchall()))
        except Exception as error:  # first the connection is closed
            errors.append(error)

    drivers.run_on(settings.database_url.get_secret_value(), work)
    if errors:
        raise errors[0]
    return findings[0]
