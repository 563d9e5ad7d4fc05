"""The body of an answer, as Starlette has it."""

from starlette.responses import Response


def body_of(response: Response) -> bytes | None:
    """None of a stream: it can be read but once."""
    body = getattr(response, "body", None)
    return None if body is None else bytes(body)
