"""What a database needs before it is migrated: users of Django's own, for its admin."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.migrations.recorder import MigrationRecorder

from app.management.users_of_django import LOG, UsersOfDjango


def prepare(connection: Any) -> None:
    """Where the service had users before, who could use the admin. Its log names them by other
    ids."""
    before = UsersOfDjango(connection)
    done = MigrationRecorder(connection).applied_migrations()
    if not before.are_there and ("auth", "0001_initial") in done:
        before.refuse_rows((LOG,))
        with connection.schema_editor() as editor:
            before.forget_log(editor)
            editor.create_model(get_user_model())
