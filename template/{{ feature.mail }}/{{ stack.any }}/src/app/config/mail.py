"""Who takes the mails of this service, and whom they are from."""

from email.headerregistry import Address
from email.utils import parseaddr
from typing import Literal, NamedTuple, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_CONSOLE = "console:"
_PORTS = {"smtp": 587, "smtps": 465}
_NOBODY = "service@localhost"


class Smtp(NamedTuple):
    """A server that takes mails (RFC 6409), as MAIL_URL names it."""

    host: str
    port: int
    user: str
    password: str
    tls: Literal["starttls", "implicit", "none"]
    ca: str
    """A file with the authorities to trust; empty for those of the system."""


class MailSettings(BaseSettings):
    mail_url: SecretStr = Field(
        SecretStr(_CONSOLE),
        description="smtp://user:password@host:587 (by STARTTLS), or smtps://user:password@"
        "host:465. ?ca=/path/to/ca.pem trusts that authority alone; ?tls=none is for a relay in "
        "your own network, without a login. console: prints mails, which production refuses.",
    )
    mail_from: str = Field(
        _NOBODY, description="service@example.com, or Service <service@example.com>."
    )

    @field_validator("mail_url")
    @classmethod
    def _is_known(cls, url: SecretStr) -> SecretStr:
        smtp_of(url)
        return url

    @field_validator("mail_from")
    @classmethod
    def _is_an_address(cls, text: str) -> str:
        sender_of(text)
        return text


class _Checked(Protocol):
    mail_url: SecretStr
    mail_from: str


def undelivered(settings: _Checked) -> list[str]:
    """What production does not start with: mails that would reach nobody."""
    found: list[str] = []
    if smtp_of(settings.mail_url) is None:
        found.append("MAIL_URL: only prints mails. Set it to smtp://user:password@host:587.")
    if settings.mail_from == _NOBODY:
        found.append("MAIL_FROM: this is the example. Set an address of your own.")
    return found


def smtp_of(url: SecretStr) -> Smtp | None:
    """None for the console. Raises ValueError."""
    text = url.get_secret_value()
    if text == _CONSOLE:
        return None
    parts = urlsplit(text)
    asked = dict(parse_qsl(parts.query))
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError("should be smtp://user:password@host:587, smtps://... or console:")
    if asked.keys() - {"ca", "tls"} or asked.get("tls", "none") != "none":
        raise ValueError("takes ?ca=/path/to/ca.pem and ?tls=none alone")
    secure: Literal["starttls", "implicit"] = "starttls" if parts.scheme == "smtp" else "implicit"
    found = Smtp(
        parts.hostname,
        parts.port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        tls="none" if "tls" in asked else secure,
        ca=asked.get("ca", ""),
    )
    if found.tls == "none" and (found.user or found.ca or secure == "implicit"):
        raise ValueError("a login, smtps:// and ?ca= need TLS. Leave out ?tls=none")
    return found


def sender_of(text: str) -> Address:
    """Raises ValueError."""
    name, address = parseaddr(text)
    try:
        found = Address(name, addr_spec=address)
    except (IndexError, ValueError):  # as the library has it, and what its parser stumbles over
        found = Address()
    if not (found.username and found.domain) or not text.isprintable():
        raise ValueError("should be service@example.com, or Service <service@example.com>")
    return found
