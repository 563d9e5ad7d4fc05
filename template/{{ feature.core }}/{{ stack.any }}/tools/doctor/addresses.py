"""Takes a URL of a setting apart, or says what is wrong with it. Never shows the URL."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from tools.doctor.findings import Code, Fault

_ESCAPES = (
    "In a password @ is written %40, / %2F, : %3A, # %23, ? %3F and % %25: "
    "`python3 -c \"from urllib.parse import quote; print(quote(input(), safe=''))\"` does it."
)
_HALF_ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Address(NamedTuple):
    """Where a server is, and as who the service goes there."""

    setting: str
    """The name of the setting that says it."""
    scheme: str
    host: str
    """Empty where it is not for us to find: a socket file, or several hosts."""
    port: int
    user: str
    password: str
    database: str
    query: dict[str, str]

    @property
    def shown(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(url: str, *, setting: str, port: int) -> Address:
    """`port` is the one that goes without saying. Raises Fault."""
    try:
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        host = _host(parts, query)
        found = parts.port if host else None
    except ValueError:
        raise _malformed(setting, "the host or the port can't be read") from None
    if _is_unescaped(parts):
        raise _malformed(setting, "a password in it seems not to be escaped")
    return Address(
        setting,
        parts.scheme.partition("+")[0],
        host,
        found or port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        unquote(parts.path.removeprefix("/")),
        query,
    )


def _host(parts: SplitResult, query: dict[str, str]) -> str:
    where = parts.netloc.rpartition("@")[2]
    elsewhere = query.get("host") or query.get("unix_socket")
    if not where or elsewhere or "," in where or where.upper().startswith("%2F"):
        return ""
    return parts.hostname or ""


def _is_unescaped(parts: SplitResult) -> bool:
    """A password with a # / ? or @ ends the host early: the rest is in another part."""
    is_cut = "@" in parts.path or ("@" in parts.query and "@" not in parts.netloc)
    return is_cut or bool(parts.fragment) or bool(_HALF_ESCAPED.search(parts.netloc))


def _malformed(setting: str, why: str) -> Fault:
    return Fault(
        Code.MALFORMED,
        f"{setting}: {why}",
        f"It is scheme://user:password@host:port/name. {_ESCAPES}",
    )
