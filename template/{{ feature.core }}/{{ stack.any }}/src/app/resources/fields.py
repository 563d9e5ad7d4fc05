"""The types of fields: what is accepted from a client, and how the documentation says so.

Each rule is one that JSON Schema can express, so that the document promises what is checked.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    PlainValidator,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)

NO_NUL = r"^[^\x00]*$"
"""PostgreSQL keeps every character but this one."""

_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_NOT_BLANK = r"^[^\x00]*[^\x00\s\x1c-\x1f][^\x00]*$"
_PORT = r"(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_LABEL = r"[A-Za-z0-9\u00a1-\ud7ff](?:[A-Za-z0-9_\-\u00a1-\ud7ff]*[A-Za-z0-9\u00a1-\ud7ff])?"
_URL = rf"^https?://{_LABEL}(?:\.{_LABEL})*\.?(?::{_PORT})?(?:[/?#][^\x00-\x20\x7f]*)?$"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"
_DOMAIN_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_EMAIL = rf"^{_ATOM}(?:\.{_ATOM})*@{_DOMAIN_LABEL}(?:\.{_DOMAIN_LABEL})+$"


def line(*, min_length: int = 1, max_length: int) -> StringConstraints:
    """A text on one line, as a name: blanks around it are cut off."""
    return StringConstraints(
        strip_whitespace=True,
        min_length=min_length,
        max_length=max_length,
        pattern=_NOT_BLANK if min_length else NO_NUL,
    )


def text(*, min_length: int = 0, max_length: int) -> StringConstraints:
    """A text of any form, kept as it was written."""
    return StringConstraints(min_length=min_length, max_length=max_length, pattern=NO_NUL)


def url(*, max_length: int = 2048) -> StringConstraints:
    """An http or https URL without credentials, kept as it was written (RFC 3986)."""
    return StringConstraints(max_length=max_length, pattern=_URL)


def email(*, max_length: int = 254) -> StringConstraints:
    """An address as browsers take it (WHATWG HTML, "valid email address"), with a domain."""
    return StringConstraints(max_length=max_length, pattern=_EMAIL)


def only_text(value: object) -> object:
    """Lets texts alone through: a number is not a moment, nor an identifier."""
    if not isinstance(value, str | date | UUID):
        raise ValueError("Input should be a text")
    return value


def container(value: object) -> object:
    """JSON that holds something: an object or an array."""
    if not isinstance(value, dict | list):
        raise ValueError("Input should be an object or an array")
    return value


def to_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one that no year holds is refused, and the first and the last of all,
    which asyncpg takes for infinite."""
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        utc = _FIRST
    if utc in (_FIRST, _LAST):
        raise ValueError("Input should be a moment between the years 1 and 9999")
    return utc


Flag = StrictBool
Day = Annotated[date, BeforeValidator(only_text)]
Moment = Annotated[AwareDatetime, BeforeValidator(only_text), AfterValidator(to_utc)]
Identifier = Annotated[UUID, BeforeValidator(only_text)]
Document = Annotated[
    dict[str, Any] | list[Any],
    PlainValidator(container),
    WithJsonSchema({"type": ["object", "array"]}),
]
