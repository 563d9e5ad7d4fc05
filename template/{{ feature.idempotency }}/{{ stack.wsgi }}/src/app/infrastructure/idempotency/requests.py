"""What a request says of itself, by which it is known again: here by its environ."""

from wsgiref.types import WSGIEnvironment


def key_of(environ: WSGIEnvironment) -> str | None:
    """Of a POST alone: all other methods may be sent again by their meaning."""
    is_post = environ["REQUEST_METHOD"] == "POST"
    return environ.get("HTTP_IDEMPOTENCY_KEY") if is_post else None


def whole(environ: WSGIEnvironment) -> bytes:
    """All that another request with the same key has to say as well. The body can still be read."""
    stream = environ["wsgi.input"]
    body: bytes = stream.read()
    stream.put_back(body)
    target = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
    return b"POST %b\n%b" % (target.encode(), body)
