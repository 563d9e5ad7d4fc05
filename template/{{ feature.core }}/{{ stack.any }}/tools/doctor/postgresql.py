"""PostgreSQL: its greeting, its refusals by SQLSTATE (its manual, appendix A), its rights."""

import socket
from collections.abc import Sequence

from tools.doctor.addresses import Address
from tools.doctor.dialects import Dialect, Fetch, Known
from tools.doctor.findings import Code, Fault
from tools.doctor.network import first_words
from tools.doctor.tls import Trust

OLDEST = 14
"""It brought `client_connection_check_interval`, by which it ends what nobody waits for."""
_SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_TOO_OLD = (
    f"Use PostgreSQL {OLDEST} or newer: `pg_upgrade`, or dump and restore. The service has the "
    "server end statements whose client is gone, which older ones cannot."
)


class PostgreSQL(Dialect):
    title = "PostgreSQL"
    port = 5432
    denials: tuple[str | int, ...] = ("42501",)
    quote = '"'

    @property
    def known(self) -> Sequence[Known]:
        return _KNOWN

    def greet(self, connection: socket.socket, address: Address) -> str:
        """It answers one letter: whether it speaks TLS; an error says that it is one, too."""
        first_words(connection, address, _SSL_REQUEST, fits="[SN]$|E.*", title=self.title)
        return f"{self.title} listens at {address.shown}"

    def trust(self, address: Address) -> Trust | None:
        mode = address.query.get("sslmode", "prefer")
        if mode not in _MODES:
            raise Fault(
                Code.MALFORMED,
                f"{address.setting}: sslmode is none that there is",
                f"It is one of {', '.join(_MODES)}. Across a network: verify-full.",
            )
        if mode not in _MODES[3:]:
            return None
        file = address.query.get("sslrootcert")
        if file is None and mode != "require":
            file = "~/.postgresql/root.crt"  # as PostgreSQL's own clients do
        return Trust(
            ca_file=None if file == "system" else file,
            checks_issuer=mode != "require" or file is not None,
            checks_name=mode == "verify-full",
        )

    def begin_tls(self, connection: socket.socket, address: Address) -> bool:
        connection.sendall(_SSL_REQUEST)
        return connection.recv(1) == b"S"

    def version(self, fetch: Fetch, address: Address) -> str:
        return checked_version(int(fetch("SHOW server_version_num")[0][0]))

    def may_change_tables(self, fetch: Fetch, address: Address) -> bool:
        """None where no schema of the search path exists."""
        return bool(fetch("SELECT has_schema_privilege(current_schema(), 'CREATE')")[0][0])

    def is_read_only(self, fetch: Fetch) -> bool:
        return str(fetch("SHOW transaction_read_only")[0][0]) == "on"

    def grant(self, address: Address, privileges: str) -> str:
        who = f'"{address.user}"'
        if privileges == "CREATE":
            return f"GRANT CREATE ON SCHEMA public TO {who};"
        return f"GRANT {privileges} ON ALL TABLES IN SCHEMA public TO {who};"


def checked_version(number: int) -> str:
    """As `server_version_num` has it: 150020. Raises Fault."""
    shown = f"PostgreSQL {number // 10000}.{number % 10000}"
    if number // 10000 < OLDEST:
        raise Fault(Code.TOO_OLD, f"{shown} is older than {OLDEST}", _TOO_OLD)
    return shown


_KNOWN = (
    Known(
        ("28P01",),
        "password authentication failed|no password supplied",
        Code.PASSWORD,
        'PostgreSQL refuses the password of "{user}" (or there is no such user)',
        "Set the right one in {setting}, with @ / : # ? % escaped; or set it on the server: "
        """ALTER ROLE "{user}" PASSWORD '...';""",
    ),
    Known(
        ("3D000",),
        'database ".*" does not exist',
        Code.NO_DATABASE,
        'there is no database "{database}" at {shown}',
        "createdb --host={host} --port={port} --username={user} {database}, then make migrate; or "
        "set the name in {setting} to the one that is meant.",
    ),
    Known(
        (),
        "no encryption|SSL off",
        Code.TLS_REQUIRED,
        'PostgreSQL admits "{user}" to "{database}" with TLS alone',
        "Add ?sslmode=verify-full&sslrootcert=/path/to/ca.pem to {setting}.",
    ),
    Known(
        (),
        'role ".*" does not exist',
        Code.USER,
        'there is no role "{user}"',
        """CREATE ROLE "{user}" LOGIN PASSWORD '...'; or set the user in {setting} to another.""",
    ),
    Known(
        ("28000",),
        "no pg_hba.conf entry|authentication failed for user|is not permitted to log in",
        Code.NOT_ADMITTED,
        'PostgreSQL does not admit "{user}" to "{database}" from here',
        "Have a line added to its pg_hba.conf for this user, database and address (then SELECT "
        'pg_reload_conf();); a role that may not log in: ALTER ROLE "{user}" LOGIN;',
    ),
    Known(
        ("42501",),
        "permission denied for database|does not have CONNECT privilege",
        Code.NO_RIGHT,
        '"{user}" may not use the database "{database}"',
        'GRANT CONNECT ON DATABASE "{database}" TO "{user}";',
    ),
    Known(
        ("53300",),
        "too many clients|too many connections|connection slots are reserved",
        Code.TOO_MANY,
        "PostgreSQL has no connection left",
        "All instances times DATABASE_POOL_SIZE must stay below its max_connections. SELECT * FROM "
        "pg_stat_activity; tells who holds them.",
    ),
    Known(
        ("57P03", "57P01", "57P02"),
        "is starting up|is shutting down|in recovery mode|not yet accepting",
        Code.NOT_READY,
        "PostgreSQL is just starting or stopping",
        "Ask again in a moment. If it stays so, its log says why.",
    ),
    Known(
        ("42704",),
        "unrecognized configuration parameter|or later is required",
        Code.TOO_OLD,
        f"this PostgreSQL is older than {OLDEST}",
        _TOO_OLD,
    ),
)
