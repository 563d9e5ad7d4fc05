"""Where a table says whose its rows are."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column


class OwnedRow:
    """What the table of every resource has of its owner. It is no foreign key: whoever is deleted
    leaves what is theirs to the admins, and no row waits for the table of users."""

    owner_id: Mapped[UUID | None] = mapped_column(index=True, sort_order=2)
