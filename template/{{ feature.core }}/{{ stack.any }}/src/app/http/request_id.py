"""The identifier that ties an answer to its log lines."""

import re
from contextvars import ContextVar
from uuid import uuid4

_ACCEPTABLE = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_current: ContextVar[str] = ContextVar("request_id", default="")

current_request_id = _current.get


def adopt_request_id(offered: bytes | None) -> str:
    """Keep the client's own identifier when it is harmless, else make one; current from here on."""
    if offered is not None and _ACCEPTABLE.fullmatch(offered):
        request_id = offered.decode()
    else:
        request_id = uuid4().hex
    _current.set(request_id)
    return request_id
