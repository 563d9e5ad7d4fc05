"""Stands in for what accounts stand on, where the business alone is tested."""

from contextlib import nullcontext
from typing import Any
from uuid import UUID

from app.domain.users.errors import EmailTaken
from app.domain.users.schemas import User
from app.http.errors import ApiError
from app.identity.errors import TooManyLogins
from app.identity.passwords import Verdict
from tests.fakes import InMemoryRepository
from tests.samples import Sample

SAMPLE = Sample(
    name="users",
    path="/api/v1/users",
    body=lambda n: {"email": f"{n}@example.com", "password": "four words in a row"},
    required=("email", "password"),
    optional=("full_name",),
    unique=("email",),
    folded=("email",),
    searchable=("email", "full_name"),
    texts=(),
    faults=(),
    sortable={},
)


class InMemoryAccounts(InMemoryRepository[User]):
    """As `app.identity.accounts.AccountRepository` promises."""

    def __init__(self) -> None:
        super().__init__(SAMPLE, conflicts={"email": EmailTaken})

    def find_by_email(self, email: str) -> User | None:
        found = [user for user in self._entities.values() if user.email == email]
        return found[0] if found else None


class Sessions:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def follow(self, user_id: UUID, *, role: str) -> None:
        self.told.append(("follow", user_id, role))

    def end_all_of(self, user_id: UUID, *, but: UUID | None = None) -> None:
        self.told.append(("end", user_id, but))

    def forget(self, user_id: UUID) -> None:
        self.told.append(("forget", user_id))

    def refuse(self, what: str, user_id: UUID | None, refusal: ApiError) -> None:
        """That is for the audit log alone."""


class PlainHashing:
    """A hash is the word with a mark: fast, and good for nothing else."""

    turns = nullcontext()

    def hash(self, password: str) -> str:
        return f"new:{password}"

    def verify(self, password: str, kept: str | None) -> Verdict:
        holds = kept in (f"new:{password}", f"old:{password}")
        return Verdict(holds=holds, is_weak=(kept or "").startswith("old:"))


class Limits:
    """Lets so many fail."""

    def __init__(self, amount: int = 3) -> None:
        self.left = amount

    def count(self, email: str, address: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise TooManyLogins

    def take_back(self, email: str, address: str = "") -> None:
        self.left += 1
