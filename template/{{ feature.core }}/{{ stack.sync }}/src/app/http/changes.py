"""What stands around every change: a unit of work, committed before the answer is sent.

The application has one object for it. An option that stands around changes too takes that one, and
puts itself in its place.
"""

from collections.abc import Callable
from typing import Protocol

from app.http.native import Request, Response
from app.infrastructure.retries import in_one_unit_of_work

Change = Callable[[], Response]
"""A handler that has all of its arguments. It may be called again, where it was rolled back."""


class Changes(Protocol):
    def make(self, request: Request, read: Callable[[], Change]) -> Response:
        """The answer of a change, once it is committed. `read` makes the change of the request, or
        raises what is wrong with that."""
        ...


class UnitsOfWork:
    """Each change is one unit of work, and nothing more."""

    def make(self, request: Request, read: Callable[[], Change]) -> Response:
        return in_one_unit_of_work(read())
