"""Whoever keeps something of an account by its id: told once the account is deleted."""

from typing import Protocol
from uuid import UUID


class Keeper(Protocol):
    async def forget(self, user_id: UUID) -> None:
        """All of it, in the unit of work that deletes the account."""
        ...


class Keepers:
    def __init__(self, *keepers: Keeper) -> None:
        self._keepers = keepers

    def add(self, keeper: Keeper) -> None:
        """One more."""
        self._keepers = (*self._keepers, keeper)

    async def forget(self, user_id: UUID) -> None:
        for keeper in self._keepers:
            await keeper.forget(user_id)
