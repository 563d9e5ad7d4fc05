"""The shape of every JSON body. `answers.py` writes them; these models document them."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from app import __version__
from app.http.pagination import CursorPagination, OffsetPagination

T = TypeVar("T")
_MOMENT = "2026-01-31T12:00:00.000Z"


class Meta(BaseModel):
    timestamp: str = Field(description="RFC 3339, UTC.", examples=[_MOMENT])
    version: str = Field(description="The version of this API.", examples=[__version__])


class PageMeta(Meta):
    pagination: OffsetPagination | CursorPagination


class Success(BaseModel, Generic[T]):
    """One thing."""

    success: Literal[True]
    data: T
    meta: Meta


class SuccessPage(BaseModel, Generic[T]):
    """Some things of a longer list."""

    success: Literal[True]
    data: list[T]
    meta: PageMeta


class Fault(BaseModel):
    """One thing that is wrong with a request: where, what, and of which kind."""

    field: str = Field(examples=["body.name"])
    message: str = Field(examples=["Field required"])
    type: str = Field(examples=["missing"])


class ErrorBody(BaseModel):
    code: str = Field(examples=["VALIDATION_ERROR"])
    message: str = Field(examples=["The request is not valid."])
    details: Any = None


class ErrorMeta(BaseModel):
    timestamp: str = Field(description="RFC 3339, UTC.", examples=[_MOMENT])
    request_id: str = Field(description="The X-Request-ID of this answer.", examples=["4bf92f35"])


class Failure(BaseModel):
    """What every error looks like."""

    success: Literal[False]
    error: ErrorBody
    meta: ErrorMeta
