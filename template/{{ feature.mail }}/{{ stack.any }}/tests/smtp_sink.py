"""A server that takes mails and sends none (RFC 5321): what the service writes, tests read here.

It speaks as much of SMTP as a client needs: EHLO, STARTTLS, AUTH PLAIN, one message after another.
"""

import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import cast

from tests.processes import wait_until

Answer = Callable[[str], str]
"""To a command that a test wants answered otherwise; empty for the usual answer."""


class Sink:
    def __init__(self, tls: ssl.SSLContext | None, answer: Answer) -> None:
        self.mails: list[EmailMessage] = []
        self.logins: list[str] = []
        self.commands: list[str] = []
        self.secured: list[bool] = []
        """Of each mail, whether it came by TLS."""
        self.tls = tls
        self.answer = answer
        self._server = _Server(("127.0.0.1", 0), _Session)
        self._server.sink = self

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def to(self, address: str, amount: int = 1) -> list[EmailMessage]:
        """What this address has got, once it is so many mails."""
        wait_until(lambda: len(self._to(address)) >= amount)
        return self._to(address)

    def _to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in list(self.mails) if mail["To"] == address]

    def run(self) -> None:
        self._server.serve_forever(poll_interval=0.02)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def smtp_sink(
    *, tls: ssl.SSLContext | None = None, answer: Answer = lambda command: ""
) -> Iterator[Sink]:
    """Listens for as long as the block runs."""
    sink = Sink(tls, answer)
    thread = Thread(target=sink.run, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.close()
        thread.join(5)


def text_of(mail: EmailMessage) -> str:
    """What a person reads."""
    return str(mail.get_content()).replace("\r\n", "\n")


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    sink: Sink


class _Session(StreamRequestHandler):
    timeout = 10

    def handle(self) -> None:
        self._sink = cast("_Server", self.server).sink
        self._is_secure = False
        self._say("220 sink")
        with suppress(OSError, ValueError):  # the client has gone
            while line := self.rfile.readline().decode().strip():
                verb, blank, rest = line.partition(" ")
                self._sink.commands.append(line)
                self._follow(verb.upper(), f"{verb.upper()}{blank}{rest}")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _follow(self, verb: str, command: str) -> None:
        if said := self._sink.answer(command):
            self._say(said)
        elif verb == "EHLO":
            self._say(f"250-sink\r\n{self._offers()}250 8BITMIME")
        elif verb == "STARTTLS":
            self._secure()
        elif verb == "AUTH":
            self._sink.logins.append(b64decode(command.rsplit(maxsplit=1)[-1]).decode())
            self._say("235 welcome")
        elif verb == "DATA":
            self._read()
        elif verb == "QUIT":
            self._say("221 bye")
        else:
            self._say("250 well")

    def _offers(self) -> str:
        offered = "250-AUTH PLAIN\r\n"
        return offered if self._is_secure or not self._sink.tls else "250-STARTTLS\r\n"

    def _secure(self) -> None:
        if self._sink.tls is None:
            self._say("502 no TLS here")
            return
        self._say("220 go on")
        super().finish()
        self.request = self._sink.tls.wrap_socket(self.connection, server_side=True)
        self.setup()
        self._is_secure = True

    def _read(self) -> None:
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        mail = message_from_bytes(b"".join(lines), policy=default)
        self._sink.secured.append(self._is_secure)
        self._sink.mails.append(cast("EmailMessage", mail))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
