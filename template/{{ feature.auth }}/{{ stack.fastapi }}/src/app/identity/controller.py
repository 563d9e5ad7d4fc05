"""One's own logins over HTTP: requests in, answers out, no rule."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from app.http.answers import no_content, ok
from app.http.routes import ApiRouter
from app.identity.answers import unstored
from app.identity.operations import END_OTHER_SESSIONS, END_SESSION, LIST_SESSIONS
from app.identity.own_sessions import OwnSessions

router = ApiRouter(prefix="/api/v1/users/me/sessions")


async def _service(request: Request) -> OwnSessions:
    return request.app.state.own_sessions


Service = Annotated[OwnSessions, Depends(_service)]


@router.get("")
@LIST_SESSIONS
async def list_sessions(service: Service) -> Response:
    return unstored(ok(await service.list()))


@router.delete("")
@END_OTHER_SESSIONS
async def end_other_sessions(service: Service) -> Response:
    await service.end_others()
    return unstored(no_content())


@router.delete("/{key}")
@END_SESSION
async def end_session(key: UUID, service: Service) -> Response:
    await service.end(key)
    return unstored(no_content())
