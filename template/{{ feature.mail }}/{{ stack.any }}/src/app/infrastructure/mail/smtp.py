"""Hands mails to a server (RFC 6409), by TLS that is verified.

No address or subject can add a header or a recipient: the library takes no line break in them.
"""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime, make_msgid
from smtplib import SMTP_SSL, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from app.config.mail import Smtp
from app.infrastructure.mail.port import Message, Undeliverable

TIMEOUT = 5
"""Seconds to reach the server, and again for each of its answers."""
_REFUSED = 500
"""From here on an answer of the server is its last word (RFC 5321, section 4.2.1)."""


class SmtpServer:
    def __init__(self, server: Smtp, sender: Address) -> None:
        self._server = server
        self._sender = sender
        self._tls = ssl.create_default_context(cafile=server.ca or None)

    def deliver(self, message: Message) -> None:
        """In a session of its own: mails are few."""
        letter = self._written(message)
        try:
            with self._session() as session:
                session.send_message(letter, self._sender.addr_spec, [message.to])
        except SMTPNotSupportedError as error:
            raise Undeliverable("the server offers no TLS, or no login") from error
        except SMTPResponseException as error:
            _give_up_if_refused(error.smtp_code, error=error)
            raise
        except SMTPRecipientsRefused as error:
            _give_up_if_refused(*(code for code, _ in error.recipients.values()), error=error)
            raise

    def _written(self, message: Message) -> EmailMessage:
        """Raises Undeliverable where a header would be more than one."""
        letter = EmailMessage(policy=SMTP)
        try:
            letter["From"] = self._sender
            letter["To"] = Address(addr_spec=message.to)
            letter["Subject"] = message.subject
        except (IndexError, ValueError) as error:
            raise Undeliverable("its address or subject is none") from error
        letter["Date"] = localtime()
        letter["Message-ID"] = make_msgid(domain=self._sender.domain)
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer of a machine is wanted
        letter.set_content(message.text)
        return letter

    def _session(self) -> smtplib.SMTP:
        host, port, domain = self._server.host, self._server.port, self._sender.domain
        if self._server.tls == "implicit":
            session: smtplib.SMTP = SMTP_SSL(host, port, domain, timeout=TIMEOUT, context=self._tls)
        else:
            session = smtplib.SMTP(host, port, domain, timeout=TIMEOUT)
        try:
            if self._server.tls == "starttls":
                session.starttls(context=self._tls)
            if self._server.user:
                session.login(self._server.user, self._server.password)
        except BaseException:
            session.close()
            raise
        return session


def _give_up_if_refused(*codes: int, error: Exception) -> None:
    if all(code >= _REFUSED for code in codes):
        raise Undeliverable(f"the server answers {codes[0]}") from error
