"""What the doctor has to know of a database server; each module beside has one."""

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from tools.doctor.addresses import Address
from tools.doctor.findings import Code, Fault
from tools.doctor.tls import Trust

Fetch = Callable[[str], Sequence[Sequence[Any]]]
"""Every row that a statement gives."""


class Known(NamedTuple):
    """A refusal by the server, with its remedy: both may name {user}, {database}, {setting}..."""

    codes: tuple[str | int, ...]
    """SQLSTATE, MySQL's number, the first word of Redis."""
    words: str
    """A pattern, for drivers that pass no code on."""
    fault: Code
    message: str
    remedy: str


class Dialect(Protocol):
    """One kind of server."""

    title: str
    port: int
    denials: tuple[str | int, ...]
    """The codes by which it says that a right is missing."""
    quote: str
    """Around a name."""

    @property
    def known(self) -> Sequence[Known]: ...

    def greet(self, connection: socket.socket, address: Address) -> str:
        """Whether it is one of its kind that listens. Raises Fault."""
        ...

    def trust(self, address: Address) -> Trust | None:
        """None where the URL does not ask for TLS. Raises Fault."""
        ...

    def begin_tls(self, connection: socket.socket, address: Address) -> bool:
        """Asks for TLS; False where the server has none."""
        ...

    def version(self, fetch: Fetch, address: Address) -> str:
        """Raises Fault where it is too old."""
        ...

    def may_change_tables(self, fetch: Fetch, address: Address) -> bool: ...

    def is_read_only(self, fetch: Fetch) -> bool: ...

    def grant(self, address: Address, privileges: str) -> str:
        """The statement that gives somebody rights on all tables."""
        ...


def refusal(error: BaseException, address: Address, *, title: str, known: Sequence[Known]) -> Fault:
    """What an error of a driver means."""
    codes, words = {*codes_of(error)}, words_of(error)
    told = address._asdict() | {"shown": address.shown, "host": address.host or "localhost"}
    for one in known:
        if codes & {*one.codes} or (one.words and re.search(one.words, words)):
            return Fault(one.fault, one.message.format(**told), one.remedy.format(**told))
    said = _without(address.password, words)
    return Fault(
        Code.REFUSED,
        f"{title} refuses: {said}",
        "These are the server's own words, or its driver's. Its log may tell more; who asks for "
        f"what is in {address.setting}.",
    )


def codes_of(error: BaseException) -> Iterator[str | int]:
    """Libraries wrap what a driver raises, and drivers have the code in different places."""
    for cause in _chain(error):
        if isinstance(cause, OSError):
            continue
        if cause.args and isinstance(cause.args[0], int):
            yield cause.args[0]
        if code := getattr(cause, "sqlstate", None) or getattr(cause, "status_code", None):
            yield str(code)


def words_of(error: BaseException) -> str:
    """The first line of what the innermost says."""
    *_, cause = _chain(error)
    text = str(cause.args[1]) if len(cause.args) == 2 else str(cause)
    return next(iter(text.strip().splitlines()), type(cause).__name__)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = getattr(error, "orig", None) or error.__cause__


def _without(secret: str, text: str) -> str:
    return text.replace(secret, "***") if secret else text
