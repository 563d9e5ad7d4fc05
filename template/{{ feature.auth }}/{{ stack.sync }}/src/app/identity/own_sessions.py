"""What somebody may do with their own logins (OWASP ASVS 5.0, V7.4 and V7.5). Knows neither HTTP
nor SQL, and never commits.
"""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from app.http.errors import NotFound
from app.identity.principals import current, own_id
from app.identity.schemas import OwnSession
from app.identity.sessions import Session


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    def all_of(self, user_id: UUID) -> Sequence[Session]: ...

    def end_own(self, key: UUID, user_id: UUID) -> bool: ...

    def end_others(self, user_id: UUID, *, but: UUID | None) -> None: ...


class OwnSessions:
    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def list(self) -> list[OwnSession]:
        """Those that were used last come first."""
        found = self._sessions.all_of(own_id())
        return [
            OwnSession(
                id=session.id,
                device=session.device,
                created_at=session.created_at,
                used_at=session.used_at,
                expires_at=session.expires_at,
                is_current=session.id == current().session_id,
            )
            for session in found
        ]

    def end(self, key: UUID) -> None:
        """Raises NotFound for one that is not theirs."""
        if not self._sessions.end_own(key, own_id()):
            raise NotFound

    def end_others(self) -> None:
        self._sessions.end_others(own_id(), but=current().session_id)
