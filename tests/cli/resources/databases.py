"""Databases with tables to make resources of: one for each test, on servers that are there."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tests.support.databases import need


@contextmanager
def database(kind: str, folder: Path, script: str) -> Iterator[str]:
    """Its URL. It is dropped at the end."""
    need(kind)
    name = f"backsmith_{uuid4().hex[:12]}"
    made = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql}[kind]
    with made(name, folder, script) as url:
        yield url


@contextmanager
def _sqlite(name: str, folder: Path, script: str) -> Iterator[str]:
    file = folder / f"{name}.db"
    connection = sqlite3.connect(file)
    connection.executescript(script)
    connection.close()
    yield f"sqlite:///{file}"


@contextmanager
def _postgresql(name: str, folder: Path, script: str) -> Iterator[str]:
    import psycopg

    place = "host=127.0.0.1 user=postgres"
    with psycopg.connect(f"{place} dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            with psycopg.connect(f"{place} dbname={name}", autocommit=True) as connection:
                connection.execute(script.encode())
            yield f"postgresql://postgres@127.0.0.1/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def _mysql(name: str, folder: Path, script: str) -> Iterator[str]:
    import pymysql

    server = pymysql.connect(host="127.0.0.1", user="root", autocommit=True)
    with server, server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            cursor.execute(f"USE {name}")
            for statement in filter(str.strip, script.split(";")):
                cursor.execute(statement)
            yield f"mysql://root@127.0.0.1/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name}")
