"""An account as Django's own auth knows one: who may use its admin, and by which password.

A password is kept in one form, whatever sets it: as `passwords.Hasher` makes it.
"""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password

from app.identity.apps import IdentityConfig
from app.identity.principals import ADMIN
from app.infrastructure.database.models import Row
from app.utils.text import fold


class AccountManager(BaseUserManager):
    """What `manage.py createsuperuser` asks for, and scripts of yours."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Any:
        """Raises Django's ValidationError. Without a password nobody can log in."""
        account = self.model(email=email, **more)
        account.set_password(password)
        account.full_clean()
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **more: Any) -> Any:
        return self.create_user(email, password, **{**more, "role": ADMIN})

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email_key=fold(username or ""))


class AccountRecord(Row, AbstractBaseUser):
    """The table of users derives from this, and has an `email` with its folded twin, a `role` and
    `is_active`. Admins may do all in the admin, the others nothing."""

    email: Any
    role: Any
    is_active: Any
    last_login: Any = None
    _kept_password: str | None = None
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        abstract = True

    @property
    def is_staff(self) -> bool:
        return bool(self.is_active) and self.role == ADMIN

    @property
    def is_superuser(self) -> bool:
        return self.is_staff

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_staff

    def has_perms(self, perm_list: Any, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    @property
    def has_new_password(self) -> bool:
        """Since it was read."""
        return self.password != self._kept_password

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any
    ) -> Self:
        found = super().from_db(db, field_names, values, **more)
        found._kept_password = found.__dict__.get("password")
        return found

    def save(self, *arguments: Any, **options: Any) -> None:
        super().save(*arguments, **options)
        self._kept_password = self.password

    def clean(self) -> None:
        self.email = self.email.lower()

    def set_password(self, raw_password: str | None) -> None:
        self._password = raw_password
        self.password = (
            make_password(None)
            if raw_password is None
            else IdentityConfig.hashing.hash(raw_password)
        )

    def check_password(self, raw_password: str | None) -> bool:
        return IdentityConfig.hashing.verify(raw_password or "", self.password).holds

    async def acheck_password(self, raw_password: str | None) -> bool:
        return self.check_password(raw_password)
