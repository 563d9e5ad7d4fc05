"""The audit log as Django knows it, and how it is wired."""

from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig
from django.conf import settings

from app.http.pagination import Cursors

if TYPE_CHECKING:
    from app.audit.service import AuditService


class AuditConfig(AppConfig):
    """It can be read. What the API does says so itself; what Django does is followed."""

    name = "app.audit"
    label = "audit"
    verbose_name = "Audit log"
    service: ClassVar["AuditService"]

    def ready(self) -> None:
        """Models can be imported from here on, and with them what asks them."""
        from app.audit.following import follow
        from app.audit.service import AuditService
        from app.infrastructure.database.port import Database

        secret = settings.SERVICE.secret_key.get_secret_value().encode()
        cursors = Cursors(list_name="audit_entries", secret=secret)
        AuditConfig.service = AuditService(Database(), cursors=cursors)
        follow(settings.SERVICE)
