"""As far as a server's port: its name, its address, and who listens there."""

import re
import socket
import ssl

from tools.doctor.addresses import Address
from tools.doctor.findings import Code, Fault

PATIENCE = 2.0
"""Seconds for each thing that is asked of a server."""

_CONTAINER = "Inside of a container, 127.0.0.1 and localhost are the container itself."
_TLS = "a server that speaks TLS from the start"
_OTHERS = (
    (rb"HTTP/", "an HTTP server"),
    (rb"SSH-", "an SSH server"),
    (rb"...\x00[\x0a\xff]", "a MySQL or MariaDB server"),
    (rb"[-+](PONG|NOAUTH|NOPERM|DENIED|ERR|LOADING)", "a Redis server"),
    (rb"[SN]$", "a PostgreSQL server"),
    (rb"220[ -]", "a mail or FTP server"),
    (rb"\x15\x03", _TLS),
)
_LURES = (b"GET / HTTP/1.0\r\n\r\n", b"\x00\x00\x00\x08\x04\xd2\x16\x2f")
"""What an HTTP server answers, and what PostgreSQL does (its SSLRequest)."""


def resolved(address: Address) -> str:
    """What the host's name stands for. Raises Fault."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Fault(
            Code.UNRESOLVED,
            f'no address is known for the host "{address.host}"',
            f"Is the name in {address.setting} right, and can it be resolved here? "
            f"`getent hosts {address.host}` tells. A name out of a compose file is known in the "
            "containers of that file alone.",
        ) from error
    return ", ".join(dict.fromkeys(str(entry[4][0]) for entry in found))


def connected(address: Address) -> socket.socket:
    """Raises Fault."""
    try:
        return socket.create_connection((address.host, address.port), timeout=PATIENCE)
    except ConnectionRefusedError as error:
        raise Fault(
            Code.PORT,
            f"nothing listens at {address.shown}",
            f"Start the server, or set {address.setting} to where it is. {_CONTAINER}",
        ) from error
    except TimeoutError as error:
        raise Fault(
            Code.NO_ANSWER,
            f"nothing answers at {address.shown} within {PATIENCE:g} s",
            "A firewall or security group may drop it, or no machine has the address. Open it, "
            f"or set {address.setting} to the right host.",
        ) from error
    except OSError as error:
        raise Fault(
            Code.NO_ROUTE,
            f"{address.shown} can't be reached: {error.strerror or type(error).__name__}",
            f"Is the network up, and is the host in {address.setting} right?",
        ) from error


def first_words(
    connection: socket.socket, address: Address, question: bytes, *, fits: str, title: str
) -> bytes:
    """What it answers, or says by itself where nothing is asked. Raises Fault where that is
    nothing, or fits no server of this kind."""
    try:
        connection.sendall(question)
        words = connection.recv(4096)
    except TimeoutError:
        raise _silent(address, title) from None
    except OSError:
        words = b""
    if not words:
        raise _hangs_up(address, title)
    if not re.match(fits.encode("latin-1"), words, re.DOTALL):
        raise _another(address, title, described(words))
    return words


def described(words: bytes) -> str:
    """Who would say so; empty where nobody known would."""
    return next((who for said, who in _OTHERS if re.match(said, words, re.DOTALL)), "")


def _silent(address: Address, title: str) -> Fault:
    """Some wait to be spoken to in their own language."""
    for lure in _LURES:
        if who := described(_lured(address, lure)):
            return _another(address, title, who)
    return Fault(
        Code.NO_ANSWER,
        f"{address.shown} takes connections, but says nothing",
        f"Is that really {title}, and does it hang? Look at its log and its load; what forwards "
        "the port may have nothing behind it.",
    )


def _lured(address: Address, question: bytes) -> bytes:
    try:
        with socket.create_connection((address.host, address.port), timeout=1) as connection:
            connection.sendall(question)
            return connection.recv(64)
    except OSError:
        return b""


def speaks_tls(address: Address) -> bool:
    """From the first byte on, whoever it is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with connected(address) as connection, context.wrap_socket(connection):
            return True
    except (OSError, Fault):
        return False


def _hangs_up(address: Address, title: str) -> Fault:
    if speaks_tls(address):
        return _another(address, title, _TLS)
    return Fault(
        Code.NO_ANSWER,
        f"{address.shown} takes connections, and hangs up at once",
        f"What forwards the port (Docker, a load balancer) may have no {title} behind it, or it "
        "admits nobody from here: look at both.",
    )


def _another(address: Address, title: str, who: str) -> Fault:
    return Fault(
        Code.PROTOCOL,
        f"{who or 'something else'} listens at {address.shown}, not {title}",
        f"Set the port in {address.setting} to the one where {title} listens.",
    )
