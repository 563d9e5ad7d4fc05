"""How the service starts, stops, is killed, and logs, as a process of its own."""

import json
import re
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import httpx2
import pytest

from tests.callers import client_of, headers_of
from tests.processes import running, start, wait_until
from tests.registry import SAMPLES

SAMPLE = SAMPLES[0]
A_YEAR = 365 * 24 * 3600
"""Seconds."""


@pytest.mark.checklist("operations.graceful-shutdown", proves="in-flight")
def test_what_is_in_flight_is_answered_before_it_stops(database_url: str):
    body = json.dumps(SAMPLE.fresh()).encode()
    length = {"Content-Length": str(len(body)), "Content-Type": "application/json"}

    with (
        running(database_url) as service,
        closing(socket.create_connection(("127.0.0.1", service.port))) as client,
    ):
        headers = {"Host": "x", "Connection": "close", **length, **headers_of(service.base_url)}
        lines = [f"POST {SAMPLE.path} HTTP/1.1", *map(": ".join, headers.items()), "", ""]
        client.sendall("\r\n".join(lines).encode() + body[:10])
        wait_until(lambda: service.get("/health/live").is_success)
        service.process.send_signal(signal.SIGTERM)
        client.settimeout(10)
        client.sendall(body[10:])
        answer = client.recv(65536)
        code = service.process.wait(30)

    assert answer.startswith(b"HTTP/1.1 201 ")
    assert code == 0


@pytest.mark.checklist("operations.graceful-shutdown", proves="draining")
def test_a_draining_service_is_not_ready_but_listens(database_url: str):
    with running(database_url, DRAIN_SECONDS="1.5", WORKERS="2") as service:
        headers = headers_of(service.base_url)
        ready = service.get("/health/ready").status_code
        service.process.send_signal(signal.SIGTERM)
        wait_until(lambda: service.get("/health/ready").status_code == 503, seconds=1)
        service.process.send_signal(signal.SIGTERM)
        live = service.get("/health/live").status_code
        served = service.get(SAMPLE.path, headers).status_code
        code = service.process.wait(30)

    assert ready == live == served == 200
    assert code == 0


@pytest.mark.checklist("database.transactions", proves="acknowledged")
def test_what_was_acknowledged_outlives_a_kill(database_url: str):
    acknowledged: list[str] = []
    with (
        running(database_url) as service,
        client_of(service.base_url, timeout=10) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        for _ in range(8):
            pool.submit(_write_until_it_dies, client, acknowledged)
        wait_until(lambda: len(acknowledged) >= 50)
        service.kill()

    with running(database_url) as again, client_of(again.base_url) as client:
        lost = [where for where in acknowledged if client.get(where).status_code != 200]

    assert not lost


def test_a_worker_that_dies_is_replaced(database_url: str):
    with running(database_url) as service:
        before = service.get("/health/live")
        _kill_children_of(service.process.pid)
        wait_until(lambda: _answers(service.base_url))
        after = service.get(SAMPLE.path, headers_of(service.base_url))

    assert before.status_code == after.status_code == 200


@pytest.mark.checklist("security.secrets", proves="refused")
def test_production_refuses_what_is_not_safe_in_one_line(database_url: str):
    with start(database_url, SECRET_KEY="short", DEBUG="true") as service:
        code = service.process.wait(30)
        said = service.log().decode().splitlines()

    assert code == 2
    assert [line.partition(":")[0] for line in said] == ["DEBUG", "SECRET_KEY"]


def test_a_port_that_is_taken_is_told_in_one_line(database_url: str):
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as taken,
        start(database_url, PORT=str(taken.getsockname()[1])) as service,
    ):
        code = service.process.wait(30)
        said = service.log().decode().splitlines()

    assert code == 1
    assert len(said) == 1
    assert said[0].startswith("Can't listen at 127.0.0.1:")


@pytest.mark.checklist("business-logic.structured-logs", proves="requests")
def test_each_request_is_a_line_of_json(database_url: str):
    with running(database_url) as service:
        with client_of(service.base_url) as client:
            client.post(SAMPLE.path, json={"nothing": 1}, headers={"X-Request-ID": "log-1"})
            client.get(f"{SAMPLE.path}?search=a%0d%0ab%1b[31m")
        service.stop()
        told = [json.loads(line) for line in service.log().splitlines()]

    (line,) = (line for line in told if line["request_id"] == "log-1")
    assert (line["method"], line["route"], line["status"]) == ("POST", SAMPLE.path, 400)
    assert line["duration_ms"] > 0
    assert all({"timestamp", "level", "event"} <= set(line) for line in told)


@pytest.mark.checklist("security.https-only", proves="production")
def test_browsers_are_told_to_come_by_https(database_url: str):
    with running(database_url) as service:
        told = service.get("/health/live").headers["Strict-Transport-Security"]

    assert int(re.findall(r"max-age=(\d+)", told)[0]) >= A_YEAR


@pytest.mark.checklist("security.https-only", proves="development")
def test_a_machine_without_a_certificate_does_not_ask_for_https(database_url: str):
    with running(database_url, ENVIRONMENT="development") as service:
        answer = service.get("/health/live")

    assert "Strict-Transport-Security" not in answer.headers


def _write_until_it_dies(client: httpx2.Client, acknowledged: list[str]) -> None:
    """Tells where everything is that was answered with a 201."""
    with suppress(httpx2.TransportError):
        while True:
            answer = client.post(SAMPLE.path, json=SAMPLE.fresh())
            if answer.status_code == 201:
                acknowledged.append(answer.headers["Location"])


def _answers(base_url: str) -> bool:
    try:
        return httpx2.get(f"{base_url}/health/live", timeout=1).is_success
    except httpx2.TransportError:
        return False


def _kill_children_of(pid: int) -> None:
    subprocess.run(["pkill", "-KILL", "-P", str(pid)], check=True)
