"""What differs from Django's own wrapper: a pool, deadlines, and tables that tell letters apart."""

from typing import Any

import pymysql

pymysql.install_as_MySQLdb()  # Django asks for MySQLdb, which needs a compiler

from django.db.backends.mysql import base, features, schema  # noqa: E402

from app.infrastructure.database.pooled import PooledWrapper  # noqa: E402
from app.infrastructure.database.pymysql_connection import DeadlineConnection  # noqa: E402


class Features(features.DatabaseFeatures):
    has_native_uuid_field = False
    """An identifier is a CHAR(32) on MySQL and MariaDB alike: it sorts as the identifier does."""


class SchemaEditor(schema.DatabaseSchemaEditor):
    sql_create_table = (
        f"{schema.DatabaseSchemaEditor.sql_create_table} "
        "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
    )


class DatabaseWrapper(PooledWrapper, base.DatabaseWrapper):
    SchemaEditorClass = SchemaEditor
    features_class: Any = Features

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        return DeadlineConnection(**conn_params | {"autocommit": True})

    def _set_autocommit(self, autocommit: bool) -> None:
        """The server stays in AUTOCOMMIT: a transaction is BEGIN and COMMIT, and nothing more."""
        if not autocommit:
            with self.wrap_database_errors:
                self.connection.begin()
