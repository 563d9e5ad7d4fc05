"""Compresses an answer for a client that takes it so, as `http/compression.py` decides.

The head of an answer waits for its body only where that is told to be long enough. A stream tells
no length: it passes as it is, at once.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.compression import encoded, is_worth_it

_LENGTH = b"content-length"


class Compression:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head: Message | None = None

        async def send_compressed(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start" and _is_worth_it(message):
                head = message
                return
            if head is not None:
                begun, head = head, None
                begun, message = _encoded(scope, begun, message)
                await send(begun)
            await send(message)

        await self.app(scope, receive, send_compressed)


def _is_worth_it(head: Message) -> bool:
    for name, value in head["headers"]:
        if name == _LENGTH:
            return is_worth_it(int(value))
    return False


def _encoded(scope: Scope, head: Message, message: Message) -> tuple[Message, Message]:
    """Both as this client gets them; a body that comes in pieces as it is."""
    if message["type"] != "http.response.body" or message.get("more_body"):
        return head, message
    accept = Headers(scope=scope).get("accept-encoding", "")
    given = MutableHeaders(raw=head["headers"]).items()
    headers, body = encoded(head["status"], given, message["body"], accept)
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return {**head, "headers": raw}, {**message, "body": body}
