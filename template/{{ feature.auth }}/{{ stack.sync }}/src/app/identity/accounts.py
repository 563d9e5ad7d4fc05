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
    def find_by_email(self, email: str) -> A | None: ...


class Sessions(Protocol):
    """What is asked of the place where logins are kept."""

    def follow(self, user_id: UUID, *, role: str) -> None: ...

    def end_all_of(self, user_id: UUID, *, but: UUID | None = None) -> None: ...

    def refuse(self, what: str, user_id: UUID | None, refusal: ApiError) -> None: ...


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

    def hashed(self, password: str) -> str:
        """Takes tens of milliseconds."""
        with self._hashing.turns:
            return self._hashing.hash(password)

    def register(self, new: BaseModel, password: str, **more: Any) -> A:
        """`password` is hashed already; `more` is what nobody may say of themselves."""
        told = {**dict(new), "role": self.role, "is_active": True, **more, "password": password}
        return self.add(told)

    def knows(self, email: str) -> bool:
        return self.find_by_email(email) is not None

    def find_by_email(self, email: str) -> A | None:
        return self._accounts.find_by_email(email)

    def find(self, key: UUID) -> A | None:
        return self._accounts.find(key)

    def locked(self, key: UUID) -> A | None:
        """Where it is still there."""
        return self._accounts.lock(key)

    def appoint(self, new: BaseModel, email: str, password: str) -> A:
        """Makes somebody an admin: who has this address, with the password that they have, or a new
        account of this password, which is hashed already."""
        found = self._accounts.find_by_email(email)
        if found is None:
            return self.register(new, password, role=ADMIN)
        found = self.lock(found.id, ANYHOW)
        appointed = counted(found, {"role": ADMIN, "is_active": True})
        self._accounts.save(appointed)
        self._sessions.follow(found.id, role=ADMIN)
        return appointed

    def authenticate(self, email: str, password: str, *, address: str) -> A:
        """Whose address and password these are. Raises InvalidCredentials, which takes as long for
        somebody unknown, and TooManyLogins."""
        found = self._accounts.find_by_email(email)
        account, is_weak = self._verified("login", found, email, password, address)
        if is_weak:
            return account.model_copy(update={"password": self.hashed(password)})
        return account

    def still(self, account: A) -> A:
        """Locked, as it is by now. Raises InvalidCredentials where it may not log in any more, or
        has another password since it was verified. A stronger hash of the same one is kept."""
        found = self._accounts.lock(account.id)
        if found is None or not found.is_active:
            raise InvalidCredentials
        if found.password != account.password:
            if found.version != account.version:
                raise InvalidCredentials
            self._accounts.save(found.model_copy(update={"password": account.password}))
        return found

    def me(self) -> A:
        return self.get(own_id())

    def change_me(self, patch: BaseModel, precondition: Precondition) -> A:
        return super().change(own_id(), patch, precondition)

    def verify_own(self, password: str) -> A:
        """The caller's account, where this is its password. Raises as `authenticate` does: who has
        stolen a token can't guess it."""
        found = self.me()
        own = str(found.id)  # an address can be changed meanwhile
        account, _ = self._verified("password", found, own, password)
        return account

    def change_password(self, account: A, password: str) -> None:
        """`password` is hashed already. Every other login of theirs ends."""
        found = self.lock(account.id, ANYHOW)
        if found.password != account.password:  # somebody was quicker
            raise InvalidCredentials
        self._accounts.save(counted(found, {"password": password}))
        self._sessions.end_all_of(account.id, but=current().session_id)

    def replace(self, account: A, changes: Mapping[str, Any]) -> A:
        """What a mailed token may change of an account, which is locked: a password that is hashed
        already, whether it is active. Every login of theirs ends."""
        changed = counted(account, changes)
        self._accounts.save(changed)
        self._sessions.end_all_of(account.id)
        return changed

    def verify(self, account: A, password: str) -> None:
        """Raises InvalidCredentials where this is not its password."""
        with self._hashing.turns:
            verdict = self._hashing.verify(password, account.password)
        if not verdict.holds:
            raise InvalidCredentials

    def change(self, key: UUID, patch: BaseModel, precondition: Precondition) -> A:
        """Their logins follow at once."""
        changed = super().change(key, patch, precondition)
        if changed.is_active:
            self._sessions.follow(key, role=changed.role)
        else:
            self._sessions.end_all_of(key)
        return changed

    def delete(self, key: UUID, precondition: Precondition) -> None:
        super().delete(key, precondition)
        self._keepers.forget(key)

    def _verified(
        self, what: str, account: A | None, counted_as: str, password: str, address: str = ""
    ) -> tuple[A, bool]:
        """The account, and whether the hash of its password is a weak one. A refusal is told, as
        one of `what`."""
        try:
            with self._hashing.turns:
                self._limits.count(counted_as, address)
                kept = account.password if account else None
                verdict = self._hashing.verify(password, kept)
                if account is None or not verdict.holds or not account.is_active:
                    raise InvalidCredentials
                self._limits.take_back(counted_as, address)
                return account, verdict.is_weak
        except (InvalidCredentials, TooManyLogins) as refusal:
            self._sessions.refuse(what, account.id if account else None, refusal)
            raise
