"""Takes a database's URL apart, and puts it together again."""

from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

_PORTS = {"mysql": 3306, "postgresql": 5432}


class Server(NamedTuple):
    """Where a database is, and who may use it."""

    host: str
    port: int
    user: str
    password: str
    database: str


def kind_of(url: str) -> str:
    """`sqlite`, `postgresql` or `mysql`, whatever else the scheme is called or names."""
    scheme = urlsplit(url).scheme.partition("+")[0]
    return {"mariadb": "mysql", "postgres": "postgresql"}.get(scheme, scheme)


def server_of(url: str) -> Server:
    parts = urlsplit(url)
    return Server(
        parts.hostname or "127.0.0.1",
        parts.port or _PORTS[kind_of(url)],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.path.removeprefix("/"),
    )


def path_of(url: str) -> str:
    """The file of a SQLite database: `sqlite:///here.db`, `sqlite:////from/the/root.db`."""
    return url.partition(":///")[2].partition("?")[0]


def on_database(url: str, name: str) -> str:
    """Another database of the same server."""
    return _joined(urlsplit(url)._replace(path=f"/{name}"))


def at_port(url: str, port: int) -> str:
    """The same database, behind a port of this machine."""
    parts = urlsplit(url)
    login, at, _ = parts.netloc.rpartition("@")
    return _joined(parts._replace(netloc=f"{login}{at}127.0.0.1:{port}"))


def shown(url: str) -> str:
    """Without login and database, for people to read."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _joined(parts: SplitResult) -> str:
    """Not `parts.geturl()`, which drops the slashes before an empty host."""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}{query}"
