"""What a database needs before it is migrated: users of the service, in place of Django's own."""

from typing import Any

from app.management.users_of_django import LOG, USERS, UsersOfDjango


def prepare(connection: Any) -> None:
    """Where the admin ran before the service had users. Its log names them by other ids."""
    before = UsersOfDjango(connection)
    if before.are_there:
        before.refuse_rows((LOG, *USERS))
        with connection.schema_editor() as editor:
            before.forget_log(editor)
            before.forget(app="identity")  # it changes that log too
            before.drop(editor, "identity_sessions", *USERS)
