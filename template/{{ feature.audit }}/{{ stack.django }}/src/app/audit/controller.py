"""The audit log over HTTP: to be read, and nothing else."""

from django.http import HttpRequest

from app.audit.apps import AuditConfig
from app.audit.operations import LIST
from app.audit.schemas import AuditQuery
from app.http.answers import page
from app.http.native import Response
from app.http.routes import ApiRouter
from app.identity.answers import unstored

router = ApiRouter("/api/v1/audit-entries")


@router.get("")
@LIST
def list_audit_entries(request: HttpRequest, query: AuditQuery) -> Response:
    return unstored(page(AuditConfig.service.page(query)))


urls = router.urls
