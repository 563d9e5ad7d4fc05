"""What a request says of itself, by which it is known again: here Starlette's."""

from starlette.requests import ClientDisconnect, Request

from app.http.errors import MalformedRequest


def key_of(request: Request) -> str | None:
    """Of a POST alone: all other methods may be sent again by their meaning."""
    return request.headers.get("idempotency-key") if request.method == "POST" else None


async def whole(request: Request) -> bytes:
    """All that another request with the same key has to say as well. The body can still be read."""
    path, query = request.scope["path"].encode(), request.scope["query_string"]
    try:
        return b"POST %b?%b\n%b" % (path, query, await request.body())
    except ClientDisconnect:
        raise MalformedRequest from None
