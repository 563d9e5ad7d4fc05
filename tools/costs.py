"""What each option costs on the get route: processor time, measured against the minimal profile;
and an audit log on a change, measured against users without one.

    python -m tools.costs [fastapi|flask|django ...]

Each service runs with one worker on PostgreSQL at 127.0.0.1:5432, beside one of the minimal
profile; the two are asked in turns for one row, over 32 connections, with nothing else running.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from statistics import median
from threading import Thread
from types import MappingProxyType, ModuleType
from typing import Any

import httpx2

from tests.support.options import custom
from tools.render import ROOT
from tools.served import served

ROUNDS, SECONDS, CONNECTIONS = 5, 2.0, 32
PROFILES: dict[str, dict[str, Any]] = {
    "rate limit, in memory": custom(["security.rate-limiting"], rate_limit_store="memory"),
    "rate limit, in Redis": custom(["security.rate-limiting"], rate_limit_store="redis"),
    "idempotency keys": custom(["api.idempotency"]),
    "metrics": custom(["operations.metrics"]),
    "cache, in memory": custom(["performance.cache"], cache="memory"),
    "cache, in Redis": custom(["performance.cache"], cache="redis"),
    "cache, in memcached": custom(["performance.cache"], cache="memcached"),
    "error reporting": custom(["operations.error-reporting"]),
    "tracing, without a collector": custom(["operations.tracing"]),
    "tracing, of one in ten": custom(["operations.tracing"]),
    "tracing, of every request": custom(["operations.tracing"]),
    "users, and the rate limit": {"profile": "minimal", "auth": ["jwt"]},
    "the same by cookies": {"profile": "minimal", "auth": ["session"]},
    "the same by an API key": {"profile": "minimal", "auth": ["jwt", "api_key"]},
    "standard": {"profile": "standard"},
    "production": {"profile": "production"},
}
"""Backups and pipelines are not here: nothing of theirs runs in a service."""
_SINK_PORT = 8192
_COLLECTOR = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{_SINK_PORT}"}
_ONE_IN_TEN = {"OTEL_TRACES_SAMPLER": "traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.1"}
SETTINGS: dict[str, dict[str, str]] = {
    "error reporting": {"SENTRY_DSN": f"http://0123abcd@127.0.0.1:{_SINK_PORT}/1"},
    "tracing, of one in ten": {**_COLLECTOR, **_ONE_IN_TEN},
    "tracing, of every request": _COLLECTOR,
}
"""What options are told, where they do nothing by themselves."""
USERS: dict[str, Any] = {"profile": "minimal", "auth": ["jwt"]}
AUDITED: dict[str, Any] = {**USERS, "audit": ["database"]}
_BENCH = ROOT / "template" / "{{ feature.core }}" / "{{ stack.any }}" / "tools" / "bench"


def main() -> None:
    print(
        f"{'framework':10}{'option':28}{'minimal us':>12}{'with it us':>12}{'more us':>9}{'%':>7}"
    )
    for framework in sys.argv[1:] or ["fastapi", "flask", "django"]:
        with sink(), running(framework, {"profile": "minimal"}, port=8190) as minimal:
            for option, answers in PROFILES.items():
                told = SETTINGS.get(option, {})
                with running(framework, answers, port=8191, settings=told) as other:
                    _print(framework, option, measured(minimal, other))
        with (
            running(framework, USERS, port=8190) as users,
            running(framework, AUDITED, port=8191) as audited,
        ):
            _print(framework, "audit log, a post", measured(users, audited, method="POST"))


def measured(
    base: "Service", other: "Service", *, method: str = "GET"
) -> list[tuple[float, float]]:
    """Microseconds of processor time a request, of both, round by round."""
    for service in (base, other):
        service.microseconds(method)  # the first round finds caches cold
    return [(base.microseconds(method), other.microseconds(method)) for _ in range(ROUNDS)]


def _print(framework: str, option: str, rounds: list[tuple[float, float]]) -> None:
    base = median(base for base, _ in rounds)
    more = median(other - base for base, other in rounds)
    print(
        f"{framework:10}{option:28}{base:12.0f}{base + more:12.0f}{more:9.0f}{more / base:7.1%}",
        flush=True,
    )


class Service:
    """A running one, with a row to ask for."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        self._served = _module("servers").Served(process, port, "/api/v1/companies")
        self._port = port
        self._headers: dict[str, str] = {}
        self._headers = self._logged_in()
        where = f"/api/v1/companies/{self._create()}"
        self._get = _module("load").request("GET", where, headers=self._headers)
        self._numbers = count(1)

    def microseconds(self, method: str) -> float:
        before = self._served.cpu_seconds()
        outcome = _module("load").run(
            (lambda: self._get) if method == "GET" else self._new,
            port=self._port,
            connections=CONNECTIONS,
            seconds=SECONDS,
        )
        if set(outcome.statuses) not in ({200}, {201}):
            raise SystemExit(f"Answers were not all of success: {outcome.statuses}")
        return (self._served.cpu_seconds() - before) / outcome.answers * 1e6

    def _new(self) -> bytes:
        """A request for another row."""
        body = json.dumps({"name": f"Number {next(self._numbers)}"}).encode()
        made: bytes = _module("load").request(
            "POST", "/api/v1/companies", body=body, headers=self._headers
        )
        return made

    def _create(self) -> str:
        made = self._post("companies", {"name": "The one"})
        return made.raise_for_status().json()["data"]["id"]

    def _logged_in(self) -> dict[str, str]:
        """The headers of somebody, where people log in."""
        person = {"email": "ada@example.com", "password": "four words in a row"}
        if self._post("users", person).status_code == 404:
            return {}
        self._headers = self._shown_by(person)
        key = {"name": "A program", "scopes": ["companies:read", "companies:write"]}
        made = self._post("users/me/api-keys", key)
        return {"X-API-Key": made.json()["data"]["key"]} if made.is_success else self._headers

    def _shown_by(self, person: dict[str, str]) -> dict[str, str]:
        tokens = self._post("auth/login", person)
        if tokens.status_code == 200:
            return {"Authorization": f"Bearer {tokens.json()['data']['access_token']}"}
        session = self._post("auth/session", person).raise_for_status()
        cookie = session.headers["Set-Cookie"].partition(";")[0]
        return {"Cookie": cookie, "X-CSRF-Token": session.json()["data"]["csrf_token"]}

    def _post(self, path: str, body: dict[str, Any]) -> httpx2.Response:
        url = f"http://127.0.0.1:{self._port}/api/v1/{path}"
        return httpx2.post(url, json=body, headers=self._headers)


@contextmanager
def running(
    framework: str,
    answers: dict[str, Any],
    *,
    port: int,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Service]:
    with served({"framework": framework, **answers}, port=port, **settings) as process:
        yield Service(process, port)


@contextmanager
def sink() -> Iterator[None]:
    """Takes what services send away, and forgets it."""
    server = ThreadingHTTPServer(("127.0.0.1", _SINK_PORT), _Forgetful)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class _Forgetful(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def _module(name: str) -> ModuleType:
    """A file of the service's own `tools/bench`, which needs nothing but Python."""
    known = f"backsmith_bench_{name}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, _BENCH / f"{name}.py")
        assert spec
        assert spec.loader
        sys.modules[known] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[known])
    return sys.modules[known]


if __name__ == "__main__":
    main()
