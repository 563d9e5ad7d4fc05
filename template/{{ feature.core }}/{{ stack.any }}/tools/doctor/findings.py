"""What a probe finds: that all is well, or a fault with its remedy."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol


class Code(StrEnum):
    """What can be wrong. Scripts go by these values: add some, but rename none."""

    AHEAD = "ahead_of_the_code"
    BROKEN = "unexpected"
    CA_FILE = "ca_file_unusable"
    CERTIFICATE = "certificate_refused"
    FOLDER = "folder_missing"
    FORKED = "migrations_forked"
    LOCKED = "locked"
    MALFORMED = "setting_malformed"
    MISSING = "setting_missing"
    MISSPELT = "setting_misspelt"
    NO_ANSWER = "no_answer"
    NO_DATABASE = "database_missing"
    NO_ROUTE = "not_reachable"
    NO_RIGHT = "no_right"
    NOT_ADMITTED = "not_admitted"
    NOT_A_DATABASE = "not_a_database"
    NOT_READY = "not_ready"
    PASSWORD = "wrong_password"
    PENDING = "migrations_pending"
    PORT = "port_closed"
    PROTOCOL = "wrong_protocol"
    READ_ONLY = "read_only"
    REFUSED = "refused"
    TLS = "tls_refused"
    TLS_REQUIRED = "tls_required"
    TOO_MANY = "too_many_connections"
    TOO_OLD = "version_too_old"
    UNRESOLVED = "name_not_resolved"
    USER = "unknown_user"


class Fault(Exception):
    """What is wrong, and what a person does about it. No secret is in either.

    Raised it ends its probe, since what comes after hangs on it. Returned it is a warning.
    """

    def __init__(self, code: Code, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


Finding = str | Fault
"""A text says that all is well, and what was seen."""
Step = tuple[str, Callable[[], Finding]]


class Probe(Protocol):
    """One dependency, looked at step by step: name, port, TLS, login...

    A step stands alone, on a connection of its own: one that hangs is left behind. It may raise
    several faults at once, as an ExceptionGroup.
    """

    name: str

    def steps(self) -> Sequence[Step]: ...


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


class Check(NamedTuple):
    """One line of the report."""

    name: str
    """`database.login`: the probe and its step."""
    state: State
    fault: Code | None
    message: str
    remedy: str | None
