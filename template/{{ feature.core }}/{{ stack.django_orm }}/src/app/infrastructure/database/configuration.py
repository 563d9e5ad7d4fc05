"""The database as Django wants it: an entry of its DATABASES, from the settings."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from app.config import DatabaseSettings
from app.infrastructure.database.mysql_session import session_of_mysql
from app.infrastructure.database.urls import scheme_of

_HERE = "app.infrastructure"


def database_of(settings: DatabaseSettings) -> dict[str, Any]:
    """An entry of Django's DATABASES."""
    url = settings.database_url.get_secret_value()
    scheme, rest = scheme_of(url), url.partition("://")[2]
    if scheme == "sqlite":
        return _sqlite(rest, settings)
    parts = urlsplit(f"//{rest}")
    words = dict(parse_qsl(parts.query, keep_blank_values=True))
    made = _postgresql(settings) if scheme == "postgresql" else _mysql(settings)
    made["OPTIONS"] |= words if scheme == "postgresql" else _with_tls_of_mysql(words)
    return made | {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "POOL": _pool(settings),
    }


def _pool(settings: DatabaseSettings) -> dict[str, Any]:
    return {
        "size": settings.connections_per_worker,
        "timeout": settings.database_pool_timeout,
        "patience": settings.statement_patience,
    }


def _sqlite(rest: str, settings: DatabaseSettings) -> dict[str, Any]:
    """Readers beside one writer; a commit that outlives a power cut."""
    return {
        "ENGINE": f"{_HERE}.sqlite",
        "NAME": rest.removeprefix("/") or ":memory:",
        "CONN_MAX_AGE": None,
        "POOL": _pool(settings),
        "OPTIONS": {
            "timeout": settings.database_statement_timeout,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }


def _postgresql(settings: DatabaseSettings) -> dict[str, Any]:
    milliseconds = int(settings.database_statement_timeout * 1000)
    return {
        "ENGINE": f"{_HERE}.postgresql",
        "OPTIONS": {
            "connect_timeout": max(2, round(settings.database_connect_timeout)),  # libpq's least
            "options": f"-c statement_timeout={milliseconds} "
            "-c client_connection_check_interval=500ms -c timezone=UTC",
            "prepare_threshold": None,
            "server_side_binding": True,
        },
    }


def _mysql(settings: DatabaseSettings) -> dict[str, Any]:
    return {
        "ENGINE": f"{_HERE}.mysql",
        "OPTIONS": {
            "charset": "utf8mb4",
            "connect_timeout": settings.database_connect_timeout,
            "init_command": session_of_mysql(settings.database_statement_timeout),
            "isolation_level": "read committed",
            "read_timeout": settings.statement_patience,
        },
    }


def _with_tls_of_mysql(words: dict[str, str]) -> dict[str, Any]:
    """`ssl_ca` and the like as one option, by which PyMySQL asks who the server is. Word by word
    it takes TLS with anybody."""
    tls: dict[str, Any] = {n[4:]: v for n, v in words.items() if n.startswith("ssl_")}
    if "check_hostname" in tls:
        tls["check_hostname"] = tls["check_hostname"].lower() not in ("0", "false", "no", "off")
    others = {n: v for n, v in words.items() if not n.startswith("ssl_")}
    return others | {"ssl": tls} if tls else others
