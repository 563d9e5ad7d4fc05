"""Users as Django knows them, and how the slice is wired."""

from typing import ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.domain.users.service import UserService
from app.http.pagination import Cursors


class UsersConfig(AppConfig):
    name = "app.domain.users"
    label = "users"
    verbose_name = "Users"
    service: ClassVar[UserService]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.domain.users.repository import UserRepository
        from app.identity.apps import IdentityConfig
        from app.infrastructure.database.port import Database

        secret = settings.SERVICE.secret_key.get_secret_value().encode()
        UsersConfig.service = UserService(
            UserRepository(Database()),
            cursors=Cursors(list_name="users", secret=secret),
            sessions=IdentityConfig.sessions,
            keepers=IdentityConfig.keepers,
            hashing=IdentityConfig.hashing,
            limits=IdentityConfig.limits,
        )
