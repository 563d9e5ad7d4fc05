"""The Redis of REDIS_URL, from its name to the rights of its user."""

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config.redis import RedisSettings
from tools.doctor import network, tls
from tools.doctor.addresses import Address, address_of
from tools.doctor.dialects import Known, refusal
from tools.doctor.findings import Code, Fault, Finding, Step

OLDEST = (6, 2)
"""Older ones are given up by Redis itself."""
_SETTING, _PORT, _TITLE = "REDIS_URL", 6379, "Redis"


class RedisProbe:
    name = "redis"

    def __init__(self, settings: RedisSettings) -> None:
        self._settings = settings
        self._url = settings.redis_url.get_secret_value()

    def steps(self) -> Sequence[Step]:
        return (
            ("host", self._host),
            ("port", self._port),
            ("protocol", self._protocol),
            ("login", lambda: self._ask(self._login)),
            ("version", lambda: self._ask(_version)),
            ("rights", lambda: self._ask(self._rights)),
        )

    @property
    def _address(self) -> Address:
        return address_of(self._url, setting=_SETTING, port=_PORT)

    def _host(self) -> Finding:
        address = self._address
        if not re.fullmatch(r"\d*", address.database) and address.host:
            raise Fault(
                Code.MALFORMED,
                f"{_SETTING}: what stands at its end is no number",
                "Redis numbers its databases: redis://user:password@host:port/0.",
            )
        return network.resolved(address) if address.host else "a socket"

    def _port(self) -> Finding:
        if not self._address.host:
            return "a socket"
        with network.connected(self._address):
            return f"{self._address.shown} is open"

    def _protocol(self) -> Finding:
        address = self._address
        if not address.host:
            return "a socket"
        with network.connected(address) as connection:
            if address.scheme == "rediss":
                return tls.handshake(connection, address, _trust(address))
            words = self._answer(connection, address)
        if words.startswith((b"-ERR max", b"-DENIED")):
            raise self._refusal(Exception(words.decode(errors="replace")))
        return f"{_TITLE} listens at {address.shown}"

    def _answer(self, connection: socket.socket, address: Address) -> bytes:
        try:
            return network.first_words(
                connection, address, b"PING\r\n", fits=r"[-+][A-Z]+\b", title=_TITLE
            )
        except Fault:
            if not network.speaks_tls(address):
                raise
        raise Fault(
            Code.TLS_REQUIRED,
            f"{address.shown} speaks TLS alone, and {_SETTING} asks for none",
            f"Begin {_SETTING} with rediss://, and end it with ?ssl_ca_certs=/path/to/ca.pem.",
        )

    def _login(self, redis: Redis) -> Finding:
        redis.ping()
        return f'"{self._address.user or "default"}" is let in'

    def _rights(self, redis: Redis) -> Finding:
        """What the service does, in ways that leave nothing behind."""
        key = f"{self._settings.redis_prefix}:doctor"
        redis.execute_command("SET", key, "", "XX", "PX", "1")  # XX: only where there is one
        redis.execute_command("EVAL", 'return redis.call("EXISTS", KEYS[1])', 1, key)
        return f"keys that begin with {self._settings.redis_prefix} can be read and written"

    def _ask(self, question: Callable[[Redis], Finding]) -> Finding:
        with closing(self._connect()) as redis:
            try:
                return question(redis)
            except (RedisError, OSError) as error:
                raise self._refusal(error) from error

    def _connect(self) -> Redis:
        return Redis.from_url(
            self._url,
            socket_timeout=network.PATIENCE,
            socket_connect_timeout=network.PATIENCE,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
            driver_info=None,
        )

    def _refusal(self, error: Exception) -> Fault:
        return refusal(error, self._address, title=_TITLE, known=_KNOWN)


def _trust(address: Address) -> tls.Trust:
    asked = address.query
    return tls.Trust(
        ca_file=asked.get("ssl_ca_certs"),
        checks_issuer=asked.get("ssl_cert_reqs", "required") != "none",
        checks_name=asked.get("ssl_check_hostname", "true").lower() in ("true", "1", "yes"),
    )


def _version(redis: Redis) -> Finding:
    try:
        told: Any = redis.info("server")
    except RedisError:
        return "not told to this user"
    return checked_version(str(told["redis_version"]))


def checked_version(told: str) -> str:
    """Raises Fault where it is too old."""
    if tuple(int(part) for part in told.split(".")[:2]) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise Fault(
            Code.TOO_OLD,
            f"Redis {told} is older than {oldest}",
            f"Use Redis {oldest} or newer; what it keeps for this service may be lost on the way.",
        )
    return f"Redis {told}"


_KNOWN = (
    Known(
        ("WRONGPASS", "NOAUTH"),
        "invalid (username-)?password|[Aa]uthentication required|without any password configured",
        Code.PASSWORD,
        "Redis refuses the user or the password, or that none is given",
        "Set them in {setting}: redis://user:password@host:port/0, without a user for the password "
        "of `requirepass`, with @ / : # ? % escaped.",
    ),
    Known(
        ("NOPERM",),
        "no permissions",
        Code.NO_RIGHT,
        "the user may not do in Redis what the service does",
        "ACL SETUSER {user} ~* +@read +@write +@scripting +@connection; narrower: the keys that "
        "begin with REDIS_PREFIX.",
    ),
    Known(
        (),
        "DB index is out of range",
        Code.NO_DATABASE,
        "Redis has no database {database}",
        "Set the number at the end of {setting} to 0, or to less than `databases` in redis.conf.",
    ),
    Known(
        ("READONLY",),
        "read only replica",
        Code.READ_ONLY,
        "this Redis takes no changes: it is a replica",
        "Set {setting} to the primary server.",
    ),
    Known(
        ("MISCONF", "OOM"),
        "unable to persist|used memory",
        Code.READ_ONLY,
        "Redis takes no changes now: its disk or its memory is full",
        "Its log tells which: `redis-cli info memory`, `redis-cli info persistence`.",
    ),
    Known(
        ("LOADING", "MASTERDOWN"),
        "is loading the dataset",
        Code.NOT_READY,
        "Redis is just starting",
        "Ask again in a moment. If it stays so, its log says why.",
    ),
    Known(
        (),
        "max number of clients",
        Code.TOO_MANY,
        "Redis has no connection left",
        "Raise `maxclients`; `redis-cli client list` tells who holds them.",
    ),
    Known(
        (),
        "DENIED|protected mode",
        Code.NOT_ADMITTED,
        "Redis is in protected mode, and admits nobody from another machine",
        "Set a password there (`requirepass`) and in {setting}.",
    ),
)
