"""The database: Django's own connections, from a pool of the process."""

from django.db import connection, connections


def ping() -> None:
    """Raises where the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    release()


def release() -> None:
    """Gives this thread's connections back to their pools. What a thread keeps, nobody else has."""
    for each in connections.all(initialized_only=True):
        if hasattr(each, "lender") and each.connection is not None:
            each.close()
