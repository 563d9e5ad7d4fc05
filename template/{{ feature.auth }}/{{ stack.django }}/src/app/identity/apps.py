"""Accounts and logins as Django knows them, and how they are wired."""

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.http.client_address import ClientAddresses
from app.identity.gate import IdentityGate
from app.identity.hashing import Hashing
from app.identity.keepers import Keepers
from app.identity.login_limits import LoginLimits
from app.identity.own_sessions import OwnSessions

if TYPE_CHECKING:
    from app.identity.session_store import SessionStore
    from app.infrastructure.counters import Counter


class IdentityConfig(AppConfig):
    """What accounts and logins stand on. Before the slice of users, and before the ways to log
    in."""

    name = "app.identity"
    label = "identity"
    verbose_name = "Logins"
    gate: ClassVar[IdentityGate]
    sessions: ClassVar["SessionStore"]
    own_sessions: ClassVar[OwnSessions]
    keepers: ClassVar[Keepers]
    hashing: ClassVar[Hashing]
    counter: ClassVar["Counter"]
    limits: ClassVar[LoginLimits]
    addresses: ClassVar[ClientAddresses]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.apps import ServiceConfig  # up there Django would take it for this app's own
        from app.identity.following import follow_records
        from app.identity.pooled_hashing import PooledHashing
        from app.identity.session_store import SessionStore
        from app.infrastructure.counters import Counter
        from app.infrastructure.database.port import Database
        from app.infrastructure.security_log import SecurityLog

        own, database = settings.SERVICE, Database()
        IdentityConfig.gate = ServiceConfig.gate = IdentityGate(SecurityLog(database))
        IdentityConfig.sessions = SessionStore(database)
        IdentityConfig.own_sessions = OwnSessions(IdentityConfig.sessions)
        IdentityConfig.keepers = Keepers(IdentityConfig.sessions)
        IdentityConfig.hashing = PooledHashing(own)
        IdentityConfig.counter = Counter(own)
        IdentityConfig.limits = LoginLimits(own, IdentityConfig.counter)
        IdentityConfig.addresses = ClientAddresses(own.trusted_proxies)
        follow_records()
