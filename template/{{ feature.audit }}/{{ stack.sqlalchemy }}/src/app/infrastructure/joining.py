"""What belongs together, whether a unit of work is there already or not."""

from contextlib import nullcontext

from app.infrastructure.unit_of_work import UnitOfWork, current_unit_of_work


def joined() -> UnitOfWork | nullcontext[None]:
    """The unit of work that there is, or else one for this block alone."""
    return UnitOfWork() if current_unit_of_work() is None else nullcontext()
