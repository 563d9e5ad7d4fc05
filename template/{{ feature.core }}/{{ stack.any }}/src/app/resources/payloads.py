"""What clients send: bodies without unknown fields, and the query of a list."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.resources.fields import NO_NUL


class Payload(BaseModel):
    """A request body. A field that is not in it is refused."""

    model_config = ConfigDict(extra="forbid")


def absent() -> Any:
    """The default of a field that a change may leave out, but not set to null (RFC 7396)."""
    return Field(default_factory=lambda: None)


class PageQuery(BaseModel):
    """How a list is cut into pages. A list adds its own `sort`.

    A cursor starts with an empty one and goes on with each page's `next_cursor`: the newest come
    first, whatever is added meanwhile. `page` and `sort` go without a cursor.
    """

    model_config = ConfigDict(frozen=True)

    page: int = Field(1, ge=1, le=1_000_000_000, description="Counted from 1.")
    page_size: int = Field(20, ge=1, le=100)
    search: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] | None = Field(
        None, description="What the texts of the list contain, without regard to case."
    )
    cursor: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        None, description="Empty at first, then `next_cursor` of the page before.", examples=[""]
    )
    sort: str = "-created_at"
