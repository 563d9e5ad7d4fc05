"""The tables in which Django's own apps keep its users, and what they do.

Which of them there are, and of what type a user's id is in them, is fixed when they are made. Where
a service gets other users, they are made anew: as long as they hold nothing.
"""

import sys
from collections.abc import Sequence
from typing import Any

from django.contrib.sessions.models import Session
from django.db.migrations.recorder import MigrationRecorder

USERS = ("auth_user_groups", "auth_user_user_permissions", "auth_user")
LOG = "django_admin_log"


class UsersOfDjango:
    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._tables = set(connection.introspection.table_names())
        self.are_there = USERS[-1] in self._tables

    def refuse_rows(self, tables: Sequence[str]) -> None:
        """Ends the process with one line where a table holds something."""
        held = [name for name in tables if name in self._tables and self._has_rows(name)]
        if held:
            emptied = " ".join(f"DELETE FROM {name};" for name in held)  # noqa: S608
            sys.exit(
                "The admin has other users from now on, and keeps something of those before: take "
                f"what you need of it, run `{emptied}`, and migrate again."
            )

    def forget_log(self, editor: Any) -> None:
        """What the admin keeps of users, and who has logged in to it. Migrations make it again."""
        if Session._meta.db_table in self._tables:
            Session._default_manager.using(self._connection.alias).all().delete()
        self.drop(editor, LOG)
        self.forget(app="admin")

    def forget(self, **which: str) -> None:
        """That these migrations have run."""
        MigrationRecorder(self._connection).migration_qs.filter(**which).delete()

    def drop(self, editor: Any, *names: str) -> None:
        """Those that are there."""
        for name in names:
            if name in self._tables:
                editor.execute(editor.sql_delete_table % {"table": editor.quote_name(name)})

    def _has_rows(self, name: str) -> bool:
        with self._connection.cursor() as cursor:
            table = self._connection.ops.quote_name(name)
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608
            return cursor.fetchone() is not None
