"""How one logs in to the admin: by the same address, password and limits as to the API."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from app.domain.users.apps import UsersConfig
from app.identity.apps import IdentityConfig
from app.identity.errors import InvalidCredentials
from app.identity.requests import address_of
from app.infrastructure.retries import in_one_unit_of_work


class AccountBackend(BaseBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> Any:
        """None for whoever is not let in, after as long as for whoever is. Raises TooManyLogins."""
        email = username or more.get("email")
        if not email or password is None:
            return None
        address = address_of(request.META, IdentityConfig.addresses) if request else ""
        users = UsersConfig.service
        try:
            account = users.authenticate(email.lower(), password, address=address)
            found = in_one_unit_of_work(lambda: users.still(account))
        except InvalidCredentials:
            return None
        return self.get_user(found.id)

    def get_user(self, user_id: Any) -> Any:
        """Asked for each page: what is taken away is gone with the next one."""
        return get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
