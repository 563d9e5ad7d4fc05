"""API keys as Django knows them: the gate is opened to them, and people make them."""

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.conf import settings
from django.urls import get_resolver

from app.identity.api_keys.keys import prefix_of
from app.identity.api_keys.permissions import permissions_of

if TYPE_CHECKING:
    from app.identity.api_keys.service import ApiKeyService


class ApiKeysConfig(AppConfig):
    name = "app.identity.api_keys"
    label = "identity_api_keys"
    verbose_name = "API keys"
    service: ClassVar["ApiKeyService"]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.domain.users.apps import UsersConfig
        from app.http import documentation
        from app.identity.api_keys.aside import Aside
        from app.identity.api_keys.service import ApiKeyService
        from app.identity.api_keys.store import ApiKeyStore
        from app.identity.api_keys.uses import Uses
        from app.identity.api_keys.way import ApiKeys
        from app.identity.apps import IdentityConfig
        from app.infrastructure import database
        from app.infrastructure.database.port import Database

        own, keys = settings.SERVICE, ApiKeyStore(Database())
        IdentityConfig.keepers.add(keys)
        IdentityConfig.gate.open_to(ApiKeys(keys, Uses(keys, Aside(database.release))))
        ApiKeysConfig.service = ApiKeyService(
            UsersConfig.service,
            keys,
            permissions=permissions_of(
                lambda: documentation.routes_of(get_resolver().url_patterns)
            ),
            prefix=prefix_of(own.api_key_prefix),
            lifetime=own.api_key_time,
            longest=own.api_key_longest_time,
            most=own.api_keys_per_user,
        )
