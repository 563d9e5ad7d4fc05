"""What may be done with any account. Knows neither HTTP nor SQL, and never commits.

What takes long, as hashing, is a method of its own, to be called before a transaction begins.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel

from app.http.errors import ApiError
from app.http.etags import Precondition
from app.http.pagination import Cursors
from app.identity.account import Account
from app.identity.errors import InvalidCredentials, TooManyLogins
from app.identity.hashing import Hashing
from app.identity.keepers import Keepers
from app.identity.login_limits import LoginLimits
from app.identity.principals import ADMIN, current, own_id
from app.resources.owners import Ownership, Unowned
from app.resources.repository import Repository
from app.resources.service import ResourceService, counted

A = TypeVar("A", bound=Account)
ANYHOW = Precondition(None)


class AccountRepository(Repository[A], Protocol[A]):
    async def find_by_email(self, email: str) -> A | None: ...


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    async def follow(self, user_id: UUID, *, role: str) -> None: ...

    async def end_all_of(self, user_id: UUID, *, but: UUID | None = None) -> None: ...

    async def refuse(self, what: str, user_id: UUID | None, refusal: ApiError) -> None: ...


class AccountService(ResourceService[A]):
    """The slice of users derives from this, says what a user is, and adds its rules."""

    ownership: ClassVar[Ownership] = Unowned()
    role: ClassVar[str] = "user"
    """Of whoever registers."""

    def __init__(
        self,
        repository: AccountRepository[A],
        *,
        cursors: Cursors,
        sessions: Sessions,
        keepers: Keepers,
        hashing: Hashing,
        limits: LoginLimits,
    ) -> None:
        super().__init__(repository, cursors=cursors)
        self._accounts = repository
        self._sessions = sessions
        self._keepers = keepers
        self._hashing = hashing
        self._limits = limits

    async def hashed(self, password: str) -> str:
        """Takes tens of milliseconds."""
        async with self._hashing.turns:
            return await self._hashing.hash(password)

    async def register(self, new: BaseModel, password: str, **more: Any) -> A:
        """`password` is hashed already; `more` is what nobody may say of themselves."""
        told = {**dict(new), "role": self.role, "is_active": True, **more, "password": password}
        return await self.add(told)

    async def knows(self, email: str) -> bool:
        return await self.find_by_email(email) is not None

    async def find_by_email(self, email: str) -> A | None:
        return await self._accounts.find_by_email(email)

    async def find(self, key: UUID) -> A | None:
        return await self._accounts.find(key)

    async def locked(self, key: UUID) -> A | None:
        """Where it is still there."""
        return await self._accounts.lock(key)

    async def appoint(self, new: BaseModel, email: str, password: str) -> A:
        """Makes somebody an admin: who has this address, with the password that they have, or a new
        account of this password, which is hashed already."""
        found = await self._accounts.find_by_email(email)
        if found is None:
            return await self.register(new, password, role=ADMIN)
        found = await self.lock(found.id, ANYHOW)
        appointed = counted(found, {"role": ADMIN, "is_active": True})
        await self._accounts.save(appointed)
        await self._sessions.follow(found.id, role=ADMIN)
        return appointed

    async def authenticate(self, email: str, password: str, *, address: str) -> A:
        """Whose address and password these are. Raises InvalidCredentials, which takes as long for
        somebody unknown, and TooManyLogins."""
        found = await self._accounts.find_by_email(email)
        account, is_weak = await self._verified("login", found, email, password, address)
        if is_weak:
            return account.model_copy(update={"password": await self.hashed(password)})
        return account

    async def still(self, account: A) -> A:
        """Locked, as it is by now. Raises InvalidCredentials where it may not log in any more, or
        has another password since it was verified. A stronger hash of the same one is kept."""
        found = await self._accounts.lock(account.id)
        if found is None or not found.is_active:
            raise InvalidCredentials
        if found.password != account.password:
            if found.version != account.version:
                raise InvalidCredentials
            await self._accounts.save(found.model_copy(update={"password": account.password}))
        return found

    async def me(self) -> A:
        return await self.get(own_id())

    async def change_me(self, patch: BaseModel, precondition: Precondition) -> A:
        return await super().change(own_id(), patch, precondition)

    async def verify_own(self, password: str) -> A:
        """The caller's account, where this is its password. Raises as `authenticate` does: who has
        stolen a token can't guess it."""
        found = await self.me()
        own = str(found.id)  # an address can be changed meanwhile
        account, _ = await self._verified("password", found, own, password)
        return account

    async def change_password(self, account: A, password: str) -> None:
        """`password` is hashed already. Every other login of theirs ends."""
        found = await self.lock(account.id, ANYHOW)
        if found.password != account.password:  # somebody was quicker
            raise InvalidCredentials
        await self._accounts.save(counted(found, {"password": password}))
        await self._sessions.end_all_of(account.id, but=current().session_id)

    async def replace(self, account: A, changes: Mapping[str, Any]) -> A:
        """What a mailed token may change of an account, which is locked: a password that is hashed
        already, whether it is active. Every login of theirs ends."""
        changed = counted(account, changes)
        await self._accounts.save(changed)
        await self._sessions.end_all_of(account.id)
        return changed

    async def verify(self, account: A, password: str) -> None:
        """Raises InvalidCredentials where this is not its password."""
        async with self._hashing.turns:
            verdict = await self._hashing.verify(password, account.password)
        if not verdict.holds:
            raise InvalidCredentials

    async def change(self, key: UUID, patch: BaseModel, precondition: Precondition) -> A:
        """Their logins follow at once."""
        changed = await super().change(key, patch, precondition)
        if changed.is_active:
            await self._sessions.follow(key, role=changed.role)
        else:
            await self._sessions.end_all_of(key)
        return changed

    async def delete(self, key: UUID, precondition: Precondition) -> None:
        await super().delete(key, precondition)
        await self._keepers.forget(key)

    async def _verified(
        self, what: str, account: A | None, counted_as: str, password: str, address: str = ""
    ) -> tuple[A, bool]:
        """The account, and whether the hash of its password is a weak one. A refusal is told, as
        one of `what`."""
        try:
            async with self._hashing.turns:
                await self._limits.count(counted_as, address)
                kept = account.password if account else None
                verdict = await self._hashing.verify(password, kept)
                if account is None or not verdict.holds or not account.is_active:
                    raise InvalidCredentials
                await self._limits.take_back(counted_as, address)
                return account, verdict.is_weak
        except (InvalidCredentials, TooManyLogins) as refusal:
            await self._sessions.refuse(what, account.id if account else None, refusal)
            raise
