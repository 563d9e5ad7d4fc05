"""Prints mails, for development: whoever looks at the terminal has the mailbox of everybody."""

import sys

from app.infrastructure.mail.port import Message

_LINE = "-" * 24


class Console:
    def deliver(self, message: Message) -> None:
        """To standard error, beside the log."""
        head = f"{_LINE} mail {_LINE}\nTo: {message.to}\nSubject: {message.subject}"
        sys.stderr.write(f"{head}\n\n{message.text.strip()}\n{_LINE * 2}------\n")
        sys.stderr.flush()
