"""Pages: by number with a total, or by a cursor that stays put while rows are added."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from app.http.errors import ValidationFailed

T_co = TypeVar("T_co", covariant=True)
_MAC_BYTES = 16


class OffsetPagination(BaseModel):
    page: int = Field(examples=[1])
    page_size: int = Field(examples=[20])
    total_items: int = Field(examples=[42])
    total_pages: int = Field(examples=[3])


class CursorPagination(BaseModel):
    page_size: int = Field(examples=[20])
    next_cursor: str | None = Field(description="Where the next page starts; null on the last.")


class Page(NamedTuple, Generic[T_co]):
    """The items of one page, and where it stands in the whole."""

    items: Sequence[T_co]
    pagination: OffsetPagination | CursorPagination


def numbered_page(items: Sequence[T_co], *, page: int, page_size: int, total: int) -> Page[T_co]:
    pages = -(-total // page_size)
    return Page(
        items,
        OffsetPagination(page=page, page_size=page_size, total_items=total, total_pages=pages),
    )


class Cursors:
    """The cursors of one list. They are signed: only one that this list has given is taken."""

    def __init__(self, *, list_name: str, secret: bytes) -> None:
        self._key = hmac.digest(secret, f"cursor:{list_name}".encode(), hashlib.sha256)

    def encode(self, last: UUID) -> str:
        """The cursor of the page that follows this item."""
        return urlsafe_b64encode(last.bytes + self._mac(last.bytes)).rstrip(b"=").decode()

    def decode(self, cursor: str) -> UUID | None:
        """The item that a page follows; None for the empty cursor, which starts at the top.

        Raises ValidationFailed for one that was not made here.
        """
        if not cursor:
            return None
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except ValueError:
            raw = b""
        last, mac = raw[:16], raw[16:]
        if not hmac.compare_digest(mac, self._mac(last)) or self.encode(UUID(bytes=last)) != cursor:
            raise ValidationFailed(details=[_FORGED])
        return UUID(bytes=last)

    def _mac(self, last: bytes) -> bytes:
        return hmac.digest(self._key, last, hashlib.sha256)[:_MAC_BYTES]


_FORGED = {
    "field": "query.cursor",
    "message": "This is not a cursor that this list has given.",
    "type": "cursor",
}
