"""The service as a process of its own, as production runs it: `python -m app`."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import httpx2

from tests import callers

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a-secret-of-the-tests-that-is-long-enough"


@dataclass(frozen=True, slots=True)
class Process:
    """A running service."""

    process: subprocess.Popen[bytes]
    port: int
    output: IO[bytes]

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx2.Response:
        """Of a resource, with the headers of a caller."""
        return httpx2.get(f"{self.base_url}{path}", headers=headers, timeout=10)

    def stop(self) -> int:
        """Politely; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        """The whole family at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)

    def log(self) -> bytes:
        """All that it has said so far."""
        self.output.seek(0)
        return self.output.read()


@contextmanager
def running(database_url: str, *, module: str = "app", **settings: str) -> Iterator[Process]:
    """Live when the block begins, gone when it ends. A `module` of the tests may change something
    before it runs the service."""
    with start(database_url, module=module, **settings) as service:
        try:
            wait_until(lambda: _is_live(service))
            yield service
        finally:
            if service.process.poll() is None:
                service.kill()


@contextmanager
def start(database_url: str, *, module: str = "app", **settings: str) -> Iterator[Process]:
    port = int(settings.get("PORT") or free_port())
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "ENVIRONMENT": "production",
        "PORT": str(port),
        "PYTHONPATH": str(ROOT / "src"),
        "SECRET_KEY": SECRET,
        **callers.SETTINGS,
        **settings,
    }
    with (
        TemporaryFile() as output,
        subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        yield Process(process, port, output)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    """Raises TimeoutError where it does not come true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def _is_live(service: Process) -> bool:
    if service.process.poll() is not None:
        raise RuntimeError(service.log().decode(errors="replace"))
    try:
        return service.get("/health/live").status_code == 200
    except httpx2.TransportError:
        return False
