"""What becomes of logins is written down in the audit log."""

from uuid import UUID

from app.audit.entries import USER
from app.audit.log import AuditLog
from app.identity.principals import Principal
from app.infrastructure.database.port import Database


class SecurityLog:
    """Written in the unit of work that there is. Where there is none an entry stands alone: that
    a login has failed stays, though all else of its request is taken back."""

    def __init__(self, database: Database) -> None:
        self._log = AuditLog(database)

    def tell(self, event: str, user_id: UUID | None, *, as_role: str | None = None) -> None:
        """Of a user, where it is known whose login it is. `as_role` where they have become known by
        it: then it was they who did it, and else whoever asks."""
        by = Principal(user_id, as_role) if as_role else None
        self._log.write(event, USER if user_id else None, user_id, by=by)
