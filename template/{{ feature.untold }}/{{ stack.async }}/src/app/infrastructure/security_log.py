"""Who is told what becomes of logins: nobody, as no audit log is kept."""

from uuid import UUID

from app.infrastructure.database.port import Database


class SecurityLog:
    def __init__(self, database: Database) -> None:
        """There is nothing to keep."""

    async def tell(self, event: str, user_id: UUID | None, *, as_role: str | None = None) -> None:
        """It is forgotten."""
