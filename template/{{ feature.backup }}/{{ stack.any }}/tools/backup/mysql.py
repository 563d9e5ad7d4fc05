"""MySQL and MariaDB, by their dump program and their client.

A restore is no transaction, since their CREATE TABLE commits: a backup is read to its end before.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from shutil import copyfileobj, which
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

from app.infrastructure.database.urls import shown
from tools.backup.faults import BackupError
from tools.backup.port import Line
from tools.backup.programs import Programs

_WHOLE = (
    "--single-transaction",
    "--quick",
    "--routines",
    "--triggers",
    "--events",
    "--hex-blob",
    "--no-tablespaces",
    "--default-character-set=utf8mb4",
)
_ONLY_OF_MYSQL = ("--set-gtid-purged=OFF", "--column-statistics=0")
_LAST = b"-- Dump completed"
_SANDBOX = re.compile(rb"/\*M?!999999.*?\*/ *\n")
"""MariaDB's dumps begin so; only its own client knows what it means."""
_ROW = re.compile(rb"INSERT INTO `(.+?)` VALUES")
_COUNTER = re.compile(rb" AUTO_INCREMENT=\d+")
_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
_CLEAR = """
    SELECT concat('DROP ', if(table_type = 'VIEW', 'VIEW', 'TABLE'), ' `', table_name, '`;')
    FROM information_schema.tables WHERE table_schema = database()
    UNION ALL SELECT concat('DROP ', routine_type, ' `', routine_name, '`;')
    FROM information_schema.routines WHERE routine_schema = database()
    UNION ALL SELECT concat('DROP EVENT `', event_name, '`;')
    FROM information_schema.events WHERE event_schema = database()
"""
_CHARACTERS = """
    SELECT concat(default_character_set_name, ' COLLATE ', default_collation_name)
    FROM information_schema.schemata WHERE schema_name = database()
"""


class Mysql:
    suffix = ".sql.gz"

    def __init__(self, url: str) -> None:
        self._url = url
        parts = urlsplit(url)
        self._name = unquote(parts.path[1:])
        self._server = [
            f"--host={parts.hostname or '127.0.0.1'}",
            f"--port={parts.port or 3306}",
            f"--user={unquote(parts.username or '')}",
            "--protocol=tcp",
        ]
        self._options = dict(parse_qsl(parts.query))
        self._programs = Programs(
            package="mariadb-client",
            environment={"MYSQL_PWD": unquote(parts.password or "")},
            sentences=_sentences(url),
        )

    def dump(self, file: Path) -> None:
        with (
            self._programs.reading(*self._dumper, *_WHOLE, self._name) as script,
            gzip.open(file, "wb", compresslevel=6) as packed,
        ):
            copyfileobj(script, packed)

    def check(self, file: Path) -> None:
        line, begins = b"", b""
        try:
            with gzip.open(file) as script:
                for line in script:
                    begins = begins or _SANDBOX.sub(b"", line)
        except (OSError, EOFError, zlib.error):
            line = b""
        if not begins.startswith(b"-- M") or not line.startswith(_LAST):
            raise BackupError(f"{file} is no whole backup of MySQL or MariaDB: take another.")

    def tables(self) -> list[str]:
        return sorted(self._ask(_TABLES).splitlines())

    def restore(self, file: Path) -> None:
        clear = "SET foreign_key_checks = 0;\n" + self._ask(_CLEAR)
        with (
            gzip.open(file) as script,
            self._programs.writing(*self._client, self._name) as target,
        ):
            target.write(clear.encode())
            target.write(_SANDBOX.sub(b"", script.readline()))
            copyfileobj(script, target)

    def lines(self) -> Iterator[Line]:
        rows = ("--skip-extended-insert", "--skip-comments", "--skip-dump-date")
        with self._programs.reading(*self._dumper, *_WHOLE, *rows, self._name) as script:
            for line in script:
                if found := _ROW.match(line):
                    yield found[1].decode(), line
                elif kept := _COUNTER.sub(b"", _SANDBOX.sub(b"", line)).strip():
                    yield "", kept

    @contextmanager
    def beside(self) -> Iterator["Mysql"]:
        name = f"{self._name[:40]}_drill_{uuid4().hex[:12]}"
        self._ask(f"CREATE DATABASE `{name}` CHARACTER SET {self._ask(_CHARACTERS)}")
        try:
            yield Mysql(urlsplit(self._url)._replace(path=f"/{name}").geturl())
        finally:
            self._ask(f"DROP DATABASE IF EXISTS `{name}`")

    def _ask(self, sql: str) -> str:
        return self._programs.ask(
            *self._client, "--batch", "--skip-column-names", f"--execute={sql}", self._name
        )

    @cached_property
    def _client(self) -> list[str]:
        return self._command("mariadb", "mysql")

    @cached_property
    def _dumper(self) -> list[str]:
        command = self._command("mariadb-dump", "mysqldump")
        return command if self._is_mariadb(command[0]) else [*command, *_ONLY_OF_MYSQL]

    def _command(self, *names: str) -> list[str]:
        name = next(filter(which, names), names[0])
        return [name, *self._server, *self._tls(is_mariadb=self._is_mariadb(name))]

    def _is_mariadb(self, name: str) -> bool:
        return "MariaDB" in self._programs.ask(name, "--version")

    def _tls(self, *, is_mariadb: bool) -> list[str]:
        """As the URL asks for it. Where it says nothing the drivers check no certificate."""
        given = [
            f"--{name.replace('_', '-')}={self._options[name]}"
            for name in ("ssl_ca", "ssl_cert", "ssl_key")
            if name in self._options
        ]
        if is_mariadb:
            return [*given, f"--{'' if given else 'skip-'}ssl-verify-server-cert"]
        return [*given, "--ssl-mode=VERIFY_IDENTITY"] if given else []


def _sentences(url: str) -> dict[str, str]:
    where = shown(url).replace("{", "{{").replace("}", "}}")
    return {
        r"access denied for user .* to database|create command denied|error 1044": (
            "The user of DATABASE_URL may not do that; a drill needs the right to CREATE and DROP "
            "a database."
        ),
        r"access denied|1045": (
            f"The server at {where} does not let the user of DATABASE_URL in: check its password."
        ),
        r"unknown database '(?P<name>.*?)'": (
            "The server has no database {name}: create it first, then call this again."
        ),
        r"can't connect|unknown (mysql |mariadb )?server host|lost connection|error:? 200[235]": (
            f"No database answers at {where}: start the server, or check DATABASE_URL."
        ),
        r"(?P<why>TLS/SSL error.*|SSL connection error.*)": (
            f"{where} can't be reached by TLS ({{why}}): check ssl_ca in DATABASE_URL."
        ),
    }
