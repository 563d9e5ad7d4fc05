"""What the service may ask of mail."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """To one person, in plain text."""

    to: str
    subject: str
    text: str = field(repr=False)
    """It may hold a token."""


class Mailer(Protocol):
    def send(self, message: Message) -> None:
        """Takes the message, and returns at once: it goes out behind the answer. Call it when what
        it tells is committed. Never fails; what could not be sent is in the log."""
        ...


class Undeliverable(Exception):
    """The server will not take this message, however often it is tried."""


class Transport(Protocol):
    """A way out of the service."""

    def deliver(self, message: Message) -> None:
        """Blocks. Raises Undeliverable, or what else went wrong, which may pass."""
        ...
