"""PostgreSQL, by pg_dump, pg_restore and psql. A restore is one transaction: all of it, or none."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import IO
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from uuid import uuid4

from app.infrastructure.database.urls import shown
from tools.backup.port import Line
from tools.backup.programs import Programs

_BARE = ("--no-owner", "--no-privileges")
"""A backup comes back to whoever restores it, on a server that need not know the same people."""
_HEAD = 4096
"""Bytes of a script that set the session up, and no more than begin to make tables."""
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
_COPY = re.compile(rb"COPY (?:public\.)?(.+?) \(.*FROM stdin;$")
_SAID_OTHERWISE = re.compile(rb"::(text|character varying)(\[\])?|[() ]")
"""The server writes the casts of a condition anew whenever it reads one: the same is meant."""
_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1
"""
_CLEAR = b"""
DO $$ DECLARE found text; BEGIN
FOR found IN
    SELECT format('%s IF EXISTS %s CASCADE', CASE c.relkind
        WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
        WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i'))
    UNION ALL
    SELECT format('ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('TYPE IF EXISTS %s CASCADE', t.oid::regtype)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd') AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
LOOP EXECUTE 'DROP ' || found; END LOOP; END $$;
"""
"""All but what belongs to extensions. The names are asked for before the first is gone."""


class Postgresql:
    suffix = ".dump"

    def __init__(self, url: str) -> None:
        self._url = url
        self._uri, password = _without_password(url)
        self._programs = Programs(
            package="postgresql-client",
            environment={"PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5"},
            sentences=_sentences(url),
        )

    def dump(self, file: Path) -> None:
        self._programs.ask(
            "pg_dump", "--format=custom", f"--file={file}", f"--dbname={self._uri}", *_BARE
        )

    def check(self, file: Path) -> None:
        with self._script(file) as script:
            while script.read(1 << 20):
                pass

    def tables(self) -> list[str]:
        return self._psql(_TABLES).splitlines()

    def restore(self, file: Path) -> None:
        client = ("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
        with (
            self._programs.writing(*client, f"--dbname={self._uri}") as target,
            self._script(file) as script,
        ):
            target.write(_CLEAR)
            target.write(script.read(_HEAD).replace(_UNKNOWN_BEFORE_17, b""))
            copyfileobj(script, target)

    def lines(self) -> Iterator[Line]:
        table = ""
        with self._programs.reading("pg_dump", f"--dbname={self._uri}", *_BARE) as script:
            for line in script:
                if table and line == b"\\.\n":
                    table = ""
                elif table:
                    yield table, line
                elif found := _COPY.match(line.rstrip()):
                    table = found[1].decode()
                elif not line.startswith((b"--", b"\\", b"\n")):  # a \restrict is never the same
                    yield "", _SAID_OTHERWISE.sub(b"", line)

    @contextmanager
    def beside(self) -> Iterator["Postgresql"]:
        own = self._psql("SELECT current_database()").strip()
        name = f"{own[:40]}_drill_{uuid4().hex[:12]}"
        self._psql(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield Postgresql(urlsplit(self._url)._replace(path=f"/{name}").geturl())
        finally:
            self._psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _psql(self, sql: str) -> str:
        return self._programs.ask(
            "psql", "--no-psqlrc", "-At", f"--dbname={self._uri}", f"--command={sql}"
        )

    def _script(self, file: Path) -> AbstractContextManager[IO[bytes]]:
        return self._programs.reading("pg_restore", "--file=-", *_BARE, str(file))


def _without_password(url: str) -> tuple[str, str]:
    """The URL as libpq takes it, and the password."""
    parts = urlsplit(f"postgresql://{url.partition('://')[2]}")
    login, at, hosts = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    query = dict(parse_qsl(parts.query))
    secret = query.pop("password", None) or unquote(password)
    if "ssl" in query:  # asyncpg's word for it
        query.setdefault("sslmode", query.pop("ssl"))
    bare = parts._replace(netloc=f"{user}{at}{hosts}", query=urlencode(query))
    return bare.geturl(), secret


def _sentences(url: str) -> dict[str, str]:
    where = shown(url).replace("{", "{{").replace("}", "}}")
    return {
        r"server version: (?P<server>[\d.]+).*; pg_dump version: (?P<own>[\d.]+)": (
            "The server is PostgreSQL {server}, and pg_dump is of {own}, which is older: install "
            "postgresql-client of the server's version, as from apt.postgresql.org."
        ),
        r"unsupported version .* in file header": (
            "A newer pg_dump has written this backup: install postgresql-client of its version."
        ),
        r"password authentication failed|no password supplied|role .* does not exist": (
            f"The server at {where} does not let the user of DATABASE_URL in: check its password."
        ),
        r'database "(?P<name>.*)" does not exist': (
            "The server has no database {name}: create it first, then call this again."
        ),
        r"connection to server|could not translate host|could not connect|timeout expired": (
            f"No database answers at {where}: start the server, or check DATABASE_URL."
        ),
        r"permission denied to create database": (
            "A drill needs a user who may create a database: ALTER ROLE ... CREATEDB."
        ),
        r"must be owner of": (
            "What is in the database belongs to somebody else: restore as its owner."
        ),
        r"pg_restore: (error|fatal): (?P<why>.*)": (
            "The file is no whole backup of PostgreSQL ({why}): take another."
        ),
    }
