"""The database of DATABASE_URL, from its name to its migrations."""

from collections.abc import Callable, Sequence
from typing import Any

from app.config import Settings
from app.infrastructure.database.urls import scheme_of
from tools.doctor import migrations, network, tls
from tools.doctor.addresses import Address, address_of
from tools.doctor.connection import ask
from tools.doctor.dialects import Dialect, Fetch, codes_of, refusal
from tools.doctor.findings import Code, Fault, Finding, Step
from tools.doctor.mysql import MySQL
from tools.doctor.postgresql import PostgreSQL
from tools.doctor.sqlite import SQLite
from tools.doctor.standing import few, judged

_SETTING = "DATABASE_URL"
_DIALECTS: dict[str, Dialect] = {"mysql": MySQL(), "postgresql": PostgreSQL()}
_TRIALS = {
    "SELECT": "SELECT {key} FROM {table}",
    "INSERT": "INSERT INTO {table} ({key}) SELECT {key} FROM {table} WHERE 1 = 0",
    "UPDATE": "UPDATE {table} SET {key} = {key} WHERE 1 = 0",
    "DELETE": "DELETE FROM {table} WHERE 1 = 0",
}
"""What the service does to its tables. The server is asked how it would do it, never to do it."""


class DatabaseProbe:
    name = "database"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._url = settings.database_url.get_secret_value()

    def steps(self) -> Sequence[Step]:
        kind = scheme_of(self._url)
        if kind == "sqlite":
            file = SQLite(self._url)
            return (*file.steps(), ("migrations", lambda: migrated(file.fetch)))
        return _ServerSteps(self._settings, self._url, _DIALECTS[kind]).all()


class _ServerSteps:
    def __init__(self, settings: Settings, url: str, dialect: Dialect) -> None:
        self._settings = settings
        self._url = url
        self._dialect = dialect

    def all(self) -> Sequence[Step]:
        return (
            ("url", self._complete),
            ("host", self._host),
            ("port", self._port),
            ("protocol", self._protocol),
            ("tls", self._tls),
            ("login", lambda: self._ask(self._login)),
            ("version", lambda: self._ask(self._version)),
            ("rights", lambda: self._ask(self._rights)),
            ("migrations", lambda: self._ask(migrated)),
        )

    @property
    def _address(self) -> Address:
        return address_of(self._url, setting=_SETTING, port=self._dialect.port)

    def _complete(self) -> Finding:
        address = self._address
        if not address.database:
            raise Fault(
                Code.MALFORMED,
                f"{_SETTING} names no database",
                "Its name stands at the end: scheme://user:password@host:port/name.",
            )
        return f'"{address.user}" at {address.host or "a socket"} to "{address.database}"'

    def _host(self) -> Finding:
        return network.resolved(self._address) if self._address.host else "left to the driver"

    def _port(self) -> Finding:
        if not self._address.host:
            return "left to the driver"
        with network.connected(self._address):
            return f"{self._address.shown} is open"

    def _protocol(self) -> Finding:
        if not self._address.host:
            return "left to the driver"
        with network.connected(self._address) as connection:
            return self._dialect.greet(connection, self._address)

    def _tls(self) -> Finding:
        address = self._address
        trust = self._dialect.trust(address)
        if trust is None or not address.host:
            return "not asked for" if trust is None else "left to the driver"
        with network.connected(address) as connection:
            if not self._dialect.begin_tls(connection, address):
                raise tls.not_offered(address, self._dialect.title)
            return tls.handshake(connection, address, trust)

    def _ask(self, question: Callable[[Fetch], Finding]) -> Finding:
        try:
            return ask(self._settings, question)
        except (Fault, SystemExit):
            raise
        except Exception as error:  # each driver has its own
            kind = self._dialect
            raise refusal(error, self._address, title=kind.title, known=kind.known) from error

    def _login(self, fetch: Fetch) -> Finding:
        fetch("SELECT 1")
        return f'"{self._address.user}" is let in'

    def _version(self, fetch: Fetch) -> Finding:
        return self._dialect.version(fetch, self._address)

    def _rights(self, fetch: Fetch) -> Finding:
        if self._dialect.is_read_only(fetch):
            raise Fault(
                Code.READ_ONLY,
                "the server takes no changes: a replica, or set to read only",
                f"Set {_SETTING} to the primary server.",
            )
        if denied := denials(fetch, self._dialect):
            raise Fault(
                Code.NO_RIGHT,
                f'"{self._address.user}" may not {few(denied)}',
                self._dialect.grant(self._address, ", ".join(_TRIALS)),
            )
        if not self._dialect.may_change_tables(fetch, self._address):
            return Fault(
                Code.NO_RIGHT,
                f'"{self._address.user}" may use the tables, but not make any',
                "That is as it should be where another user migrates. Otherwise: "
                f"{self._dialect.grant(self._address, 'CREATE')}",
            )
        return "tables can be made, read and written to"


def denials(fetch: Fetch, dialect: Dialect) -> list[str]:
    """What the user may not do to the service's tables, as far as there are any."""
    return [
        f"{privilege} {table}"
        for table, key in sorted(migrations.tables().items())
        for privilege, statement in _TRIALS.items()
        if _is_denied(fetch, statement, table, key, dialect)
    ]


def _is_denied(fetch: Fetch, statement: str, table: str, key: str, dialect: Dialect) -> bool:
    mark = dialect.quote
    names = {"table": f"{mark}{table}{mark}", "key": f"{mark}{key}{mark}"}
    try:
        fetch(f"EXPLAIN {statement.format(**names)}")
    except Exception as error:
        return bool({*codes_of(error)} & {*dialect.denials})
    return False


def migrated(fetch: Fetch) -> Finding:
    """Whether the tables are those that the code knows. Raises Fault."""

    def applied(statement: str) -> Sequence[Sequence[Any]]:
        try:
            return fetch(statement)
        except Exception:  # each driver has its own for a table that is not there yet
            return []

    return judged(migrations.standing(applied))
