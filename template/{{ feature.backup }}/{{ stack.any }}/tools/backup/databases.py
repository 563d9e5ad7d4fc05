"""Finds the kind of database that a URL names."""

from app.infrastructure.database.urls import scheme_of
from tools.backup.mysql import Mysql
from tools.backup.port import Database
from tools.backup.postgresql import Postgresql
from tools.backup.sqlite import Sqlite


def database_at(url: str) -> Database:
    """Settings have made sure that it is one of these. Raises BackupError."""
    match scheme_of(url):
        case "mysql":
            return Mysql(url)
        case "postgresql":
            return Postgresql(url)
        case _:
            return Sqlite(url)
