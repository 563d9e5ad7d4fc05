"""MySQL and MariaDB: their greeting, their refusals by number (the manuals' error references)."""

import re
import socket
from collections.abc import Sequence
from struct import pack, unpack_from

from tools.doctor.addresses import Address
from tools.doctor.dialects import Dialect, Fetch, Known, refusal
from tools.doctor.findings import Code, Fault
from tools.doctor.network import first_words
from tools.doctor.tls import Trust

OLDEST = {"MariaDB": (10, 6), "MySQL": (8, 0, 16)}
"""From MySQL 8.0.16 on conditions of tables hold; what runs on MariaDB is tested from 10.6 on."""
_GREETING, _REFUSAL = 0x0A, 0xFF
_TLS = 0x0800
"""In a server's first two bytes of capabilities: it has TLS."""
_TLS_REQUEST = b"\x20\x00\x00\x01" + pack("<IIB23x", 0x0008AA00 | _TLS, 1 << 24, 45)
"""TLS, please; with protocol 4.1, plug-ins, and utf8mb4."""


class MySQL(Dialect):
    title = "MySQL or MariaDB"
    port = 3306
    denials: tuple[str | int, ...] = (1044, 1142, 1143)
    quote = "`"

    @property
    def known(self) -> Sequence[Known]:
        return _KNOWN

    def greet(self, connection: socket.socket, address: Address) -> str:
        said = self._greeting(connection, address)
        return f"{said[5 : said.index(0, 5)].decode(errors='replace')} listens at {address.shown}"

    def trust(self, address: Address) -> Trust | None:
        asked = {name: value for name, value in address.query.items() if name.startswith("ssl")}
        if not asked:
            return None
        file = asked.get("ssl_ca")
        named = asked.get("ssl_check_hostname", "true").lower() in ("true", "1", "yes", "on")
        return Trust(ca_file=file, checks_issuer=file is not None, checks_name=named)

    def begin_tls(self, connection: socket.socket, address: Address) -> bool:
        said = self._greeting(connection, address)
        capabilities = unpack_from("<H", said, said.index(0, 5) + 14)[0]
        if capabilities & _TLS:
            connection.sendall(_TLS_REQUEST)
        return bool(capabilities & _TLS)

    def version(self, fetch: Fetch, address: Address) -> str:
        return checked_version(str(fetch("SELECT VERSION()")[0][0]))

    def may_change_tables(self, fetch: Fetch, address: Address) -> bool:
        return may_create([str(row[0]) for row in fetch("SHOW GRANTS")], address.database)

    def is_read_only(self, fetch: Fetch) -> bool:
        return bool(int(fetch("SELECT @@global.read_only")[0][0]))

    def grant(self, address: Address, privileges: str) -> str:
        more = ", ALTER, DROP, INDEX, REFERENCES" if privileges == "CREATE" else ""
        return f"GRANT {privileges}{more} ON `{address.database}`.* TO '{address.user}'@'%';"

    def _greeting(self, connection: socket.socket, address: Address) -> bytes:
        """It speaks first: length, number, and a greeting or a refusal."""
        said = first_words(connection, address, b"", fits="...\x00[\x0a\xff]", title=self.title)
        if said[4] == _REFUSAL:
            number, words = unpack_from("<H", said, 5)[0], said[7:].decode(errors="replace")
            error = Exception(number, words)
            raise refusal(error, address, title=self.title, known=self.known)
        return said


def checked_version(told: str) -> str:
    """As VERSION() has it: 10.11.19-MariaDB, 8.0.36. Raises Fault."""
    kind = "MariaDB" if "mariadb" in told.lower() else "MySQL"
    number = tuple(int(part) for part in re.findall(r"\d+", told)[:3])
    if number < OLDEST[kind]:
        oldest = ".".join(map(str, OLDEST[kind]))
        raise Fault(
            Code.TOO_OLD,
            f"{kind} {told} is older than {oldest}",
            f"Use {kind} {oldest} or newer: older ones ignore conditions of tables, or were never "
            "tested.",
        )
    return f"{kind} {told}"


def may_create(grants: Sequence[str], database: str) -> bool:
    """True as well where SHOW GRANTS leaves it open: a role, or a pattern of names."""
    for line in grants:
        found = re.match(r"GRANT (.+) ON (\S+)\.\* TO ", line)
        if found is None:
            if not re.match(r"GRANT .+ ON ", line):
                return True
            continue
        where = found[2].strip("`").replace("\\", "")
        privileges = found[1].split(", ")
        if {"ALL PRIVILEGES", "CREATE"} & {*privileges} and (
            where in ("*", database) or "%" in where
        ):
            return True
    return False


_KNOWN = (
    Known(
        (1045, 1698, 1862),
        "",
        Code.PASSWORD,
        'the server refuses the password of "{user}" (or there is no such user)',
        "Set the right one in {setting}, with @ / : # ? % escaped; or set it on the server: "
        "ALTER USER '{user}'@'%' IDENTIFIED BY '...';",
    ),
    Known(
        (1049,),
        "",
        Code.NO_DATABASE,
        'there is no database "{database}" at {shown}',
        "CREATE DATABASE `{database}` CHARACTER SET utf8mb4; then make migrate; or set the name in "
        "{setting} to the one that is meant.",
    ),
    Known(
        (1044,),
        "",
        Code.NO_RIGHT,
        '"{user}" may not use the database "{database}", if there is one',
        "CREATE DATABASE IF NOT EXISTS `{database}` CHARACTER SET utf8mb4; "
        "GRANT ALL ON `{database}`.* TO '{user}'@'%';",
    ),
    Known(
        (1129, 1130),
        "",
        Code.NOT_ADMITTED,
        "the server admits nobody from this host",
        "CREATE USER '{user}'@'%' IDENTIFIED BY '...'; a host that failed too often: FLUSH HOSTS;",
    ),
    Known(
        (3159,),
        "secure transport",
        Code.TLS_REQUIRED,
        "the server admits nobody without TLS",
        "Add ?ssl_ca=/path/to/ca.pem to {setting}.",
    ),
    Known(
        (1040, 1203, 1226),
        "",
        Code.TOO_MANY,
        "the server has no connection left",
        "All instances times DATABASE_POOL_SIZE must stay below its max_connections. SHOW "
        "PROCESSLIST; tells who holds them.",
    ),
    Known(
        (1053, 1077, 1079),
        "",
        Code.NOT_READY,
        "the server is just stopping",
        "Ask again in a moment. If it stays so, its log says why.",
    ),
)
