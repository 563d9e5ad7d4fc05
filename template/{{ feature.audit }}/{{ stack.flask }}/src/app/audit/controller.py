"""The audit log over HTTP: to be read, and nothing else."""

from flask import current_app

from app.audit.operations import LIST
from app.audit.schemas import AuditQuery
from app.audit.service import AuditService
from app.http.answers import page
from app.http.native import Response
from app.http.routes import ApiBlueprint
from app.identity.answers import unstored

router = ApiBlueprint("audit_entries", __name__, url_prefix="/api/v1/audit-entries")


def _service() -> AuditService:
    return current_app.extensions["audit"]


@router.get("")
@LIST
def list_audit_entries(query: AuditQuery) -> Response:
    return unstored(page(_service().page(query)))
