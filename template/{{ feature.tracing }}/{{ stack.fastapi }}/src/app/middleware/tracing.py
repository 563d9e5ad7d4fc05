"""Opens the span of each request, around what tells its outcome: so its log lines name it."""

from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import set_span_in_context
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings

_CARRIED = {b"traceparent": "traceparent", b"tracestate": "tracestate"}


def tracing(app: ASGIApp, *, settings: Settings) -> ASGIApp:
    """Where nothing is traced, the application itself."""
    return Tracing(app, settings) if settings.otel_exporter_otlp_endpoint else app


class Tracing:
    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        from app.infrastructure.tracing import server_spans
        from app.infrastructure.tracing.exporting import exporting_by

        self.app = app
        self._spans = server_spans
        self._exporting = exporting_by(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._spans.is_traced(scope["path"]):
            await self.app(scope, receive, send)
            return
        method, status, broken = scope["method"], 0, None
        span = self._spans.begin(
            self._exporting, method=method, scheme=scope["scheme"], carried=_carried(scope)
        )

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        token = attach(set_span_in_context(span, Context()))
        try:
            await self.app(scope, receive, note)
        except BaseException as error:
            broken = error
            raise
        finally:
            detach(token)
            route = scope.get("route")
            path = route.path if route else None
            self._spans.end(span, method=method, route=path, status=status, error=broken)


def _carried(scope: Scope) -> dict[str, str]:
    return {
        _CARRIED[name]: value.decode("latin-1")
        for name, value in scope["headers"]
        if name in _CARRIED
    }
