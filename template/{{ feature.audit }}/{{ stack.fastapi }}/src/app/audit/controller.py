"""The audit log over HTTP: to be read, and nothing else."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from app.audit.operations import LIST
from app.audit.schemas import AuditQuery
from app.audit.service import AuditService
from app.http.answers import page
from app.http.routes import ApiRouter
from app.identity.answers import unstored

router = ApiRouter(prefix="/api/v1/audit-entries")


async def _service(request: Request) -> AuditService:
    return request.app.state.audit


Service = Annotated[AuditService, Depends(_service)]


@router.get("")
@LIST
async def list_audit_entries(query: Annotated[AuditQuery, Query()], service: Service) -> Response:
    return unstored(page(await service.page(query)))
