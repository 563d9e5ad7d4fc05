"""What is kept of an answer, and how it is told once more."""

from app.http.native import Response, respond
from app.infrastructure.idempotency.bodies import body_of
from app.infrastructure.idempotency.claims import REPLAYED, Answer

_NOT_KEPT = {"content-length", "date"}


def answer_of(response: Response) -> Answer | None:
    """None for what is not kept: an error, a stream, and what nobody else may have: cookies, and
    what says that it must not be stored."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    body = body_of(response)
    if response.status_code >= 400 or body is None or _is_secret(headers):  # noqa: PLR2004
        return None
    kept = {name: value for name, value in headers.items() if name not in _NOT_KEPT}
    return Answer(response.status_code, kept, body)


def replayed(answer: Answer) -> Response:
    """The same answer, which says that it is not the first."""
    response = respond(answer.body, status=answer.status)
    for name, value in {**answer.headers, REPLAYED: "true"}.items():
        response.headers[name] = value
    return response


def _is_secret(headers: dict[str, str]) -> bool:
    return "set-cookie" in headers or "no-store" in headers.get("cache-control", "")
