"""Header lines of one name are one header (RFC 9110, section 5.3): whoever asks for it gets all."""

from starlette.types import ASGIApp, Receive, Scope, Send

_SEPARATORS = {b"cookie": b"; "}  # RFC 6265, section 5.4


class FieldLines:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = scope["headers"]
            if len({name for name, _ in headers}) < len(headers):
                scope["headers"] = _joined(headers)
        await self.app(scope, receive, send)


def _joined(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    lines: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        lines.setdefault(name, []).append(value)
    return [(name, _SEPARATORS.get(name, b", ").join(lines[name])) for name in lines]
