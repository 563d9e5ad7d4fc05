"""What belongs together, whether a unit of work is there already or not."""

from contextlib import nullcontext

from django.db import connection

from app.infrastructure.unit_of_work import UnitOfWork


def joined() -> UnitOfWork | nullcontext[None]:
    """The unit of work that there is, or else one for this block alone."""
    return nullcontext() if connection.in_atomic_block else UnitOfWork()
