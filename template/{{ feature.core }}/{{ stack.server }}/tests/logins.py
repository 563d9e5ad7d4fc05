"""Users of a database server, made for a test and gone after it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from tests.sql import execute
from tests.urls import kind_of, server_of

_CREATE = {
    "mysql": "CREATE USER '{user}'@'%' IDENTIFIED BY '{password}'",
    "postgresql": "CREATE ROLE {user} LOGIN PASSWORD '{password}'",
}
_GRANT = {
    "mysql": "GRANT {rights} ON `{database}`.* TO '{user}'@'%'",
    "postgresql": "GRANT {rights} ON ALL TABLES IN SCHEMA public TO {user}",
}
_LIMIT = {
    "mysql": "ALTER USER '{user}'@'%' WITH MAX_USER_CONNECTIONS {most}",
    "postgresql": "ALTER ROLE {user} CONNECTION LIMIT {most}",
}
_SHUT = {
    "mysql": ("DO 0", "DO 0"),
    "postgresql": (
        'REVOKE CONNECT ON DATABASE "{database}" FROM PUBLIC',
        'GRANT CONNECT ON DATABASE "{database}" TO PUBLIC',
    ),
}
"""Who is new may use no database of MySQL, and every one of PostgreSQL."""
_DROP = {
    "mysql": ("DROP USER '{user}'@'%'",),
    "postgresql": ("DROP OWNED BY {user}", "DROP ROLE {user}"),
}
"""PostgreSQL keeps a role that has rights somewhere."""


class Login(NamedTuple):
    """`url` is the database's, for this user."""

    url: str
    user: str
    owner: str
    """The URL of who may give rights."""

    def grant(self, rights: str) -> None:
        """On all tables of the database."""
        self._change(_GRANT, rights=rights)

    def limit(self, most: int) -> None:
        """To so many connections at once."""
        self._change(_LIMIT, most=most)

    @contextmanager
    def shut_out(self) -> Iterator[None]:
        """Of the database, as long as the block lasts."""
        shut, open_again = _SHUT[kind_of(self.url)]
        database = server_of(self.url).database
        execute(self.owner, shut.format(database=database))
        try:
            yield
        finally:
            execute(self.owner, open_again.format(database=database))

    def with_password(self, password: str) -> str:
        return _as(self.url, self.user, password)

    def _change(self, statements: Mapping[str, str], **values: object) -> None:
        database = server_of(self.url).database
        statement = statements[kind_of(self.url)]
        execute(self.owner, statement.format(database=database, user=self.user, **values))


@contextmanager
def login_to(url: str) -> Iterator[Login]:
    """Somebody who may connect, and nothing more."""
    kind, user, password = kind_of(url), f"test_{uuid4().hex[:12]}", uuid4().hex
    execute(url, _CREATE[kind].format(user=user, password=password))
    try:
        yield Login(_as(url, user, password), user, url)
    finally:
        execute(url, *(statement.format(user=user) for statement in _DROP[kind]))


def _as(url: str, user: str, password: str) -> str:
    parts = urlsplit(url)
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{where}"))
