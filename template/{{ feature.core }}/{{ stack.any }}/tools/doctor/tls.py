"""TLS as a URL asks for it: would the server's certificate be taken?"""

import socket
import ssl
from pathlib import Path
from typing import NamedTuple

from tools.doctor.addresses import Address
from tools.doctor.findings import Code, Fault

_OTHER_NAME = (62, 64)
"""OpenSSL's codes of verification: the name, the address of the host is another."""
_OUT_OF_TIME = (9, 10)


class Trust(NamedTuple):
    """Whom a connection trusts."""

    ca_file: str | None = None
    """None for the authorities that this machine knows."""
    checks_issuer: bool = True
    checks_name: bool = True


def handshake(connection: socket.socket, address: Address, trust: Trust) -> str:
    """What was agreed. Raises Fault."""
    context = _context(address, trust)
    try:
        with context.wrap_socket(connection, server_hostname=address.host) as secured:
            return f"{secured.version()}, {_checked(trust)}"
    except ssl.SSLCertVerificationError as error:
        raise _refused(error, address, trust) from error
    except OSError as error:
        raise Fault(
            Code.TLS,
            f"{address.shown} does not agree on TLS",
            "Does the server speak TLS at this port, in version 1.2 or newer? Does it ask for a "
            f"certificate of the client, which {address.setting} would have to name?",
        ) from error


def not_offered(address: Address, title: str) -> Fault:
    return Fault(
        Code.TLS,
        f"{address.setting} asks for TLS, which {title} at {address.shown} does not offer",
        f"Turn TLS on in the server; or, where nobody else is on the way to it, take what asks for "
        f"TLS out of {address.setting}.",
    )


def _checked(trust: Trust) -> str:
    if not trust.checks_issuer:
        return "certificate not checked"
    return "certificate trusted" + (", and for this host" if trust.checks_name else "")


def _context(address: Address, trust: Trust) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = trust.checks_issuer and trust.checks_name
    context.verify_mode = ssl.CERT_REQUIRED if trust.checks_issuer else ssl.CERT_NONE
    try:
        if trust.ca_file:
            context.load_verify_locations(Path(trust.ca_file).expanduser())
        else:
            context.load_default_certs()
    except OSError as error:
        reason = "is no PEM file" if isinstance(error, ssl.SSLError) else error.strerror
        raise Fault(
            Code.CA_FILE,
            f"the file of trusted authorities, {trust.ca_file}: {reason}",
            f"Put the certificate of the server's authority there, in PEM form, or set the path in "
            f"{address.setting} to where it is. A container sees a file only if it is mounted.",
        ) from error
    return context


def _refused(error: ssl.SSLCertVerificationError, address: Address, trust: Trust) -> Fault:
    where = trust.ca_file or "the authorities that this machine trusts"
    if error.verify_code in _OTHER_NAME:
        why = f'is for another host than "{address.host}"'
        remedy = f"Set the host in {address.setting} to a name that the certificate has, or have "
        remedy += "one made for this name."
    elif error.verify_code in _OUT_OF_TIME:
        why = "has run out, or is not valid yet"
        remedy = "Renew it on the server. If it is in time, set this machine's clock right."
    else:
        why = f"is by nobody whom {where} would know"
        remedy = "Is that the file of the authority that has signed the server's certificate, with "
        remedy += f"all in between? {address.setting} names it."
    return Fault(Code.CERTIFICATE, f"the certificate of {address.shown} {why}", remedy)
