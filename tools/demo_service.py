"""The service of the demo as files and as a process: generated, installed, started, stopped."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

import httpx2

from tools.render import ROOT, render

FOLDER = ROOT / "build" / "demo"
LOG = ROOT / "build" / "demo.log"
_ENVIRONMENT = ".venv"
_MADE_FROM = ("constraints.txt", "pyproject.toml")
"""What the environment depends on."""
_START_SECONDS, _STOP_SECONDS = 30, 30
_LAST_LINES = 15


class DemoError(Exception):
    """One sentence with the remedy; `more` is what the program that failed said last."""

    def __init__(self, message: str, more: str = "") -> None:
        super().__init__(message)
        self.more = more


class Service:
    """`with service:` runs it; no process is left behind, whatever happens inside."""

    def __init__(self) -> None:
        self.port = _port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def generate(self) -> int:
        """Anew, but for the environment where it would come out the same. Returns the number of
        files."""
        fresh = FOLDER.with_name("demo.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(exist_ok=True)
        render({"project_name": "Demo"}, fresh)
        files = sum(path.is_file() for path in fresh.rglob("*"))
        _keep_environment(FOLDER, fresh)
        shutil.rmtree(FOLDER, ignore_errors=True)
        fresh.rename(FOLDER)
        return files

    def install(self) -> bool:
        """Returns whether the environment of the last run was kept. None that is half made is."""
        kept = (FOLDER / _ENVIRONMENT).exists()
        try:
            self.make("install")
        except BaseException:
            shutil.rmtree(FOLDER / _ENVIRONMENT, ignore_errors=True)
            raise
        return kept

    def make(self, target: str) -> None:
        """Runs `make target` in the service's folder."""
        command = ["make", "--no-print-directory", target, f"PYTHON={sys.executable}"]
        try:
            process = _started(command, subprocess.PIPE, _environment(self.port))
        except FileNotFoundError:
            raise DemoError("There is no `make` on this machine: install it.") from None
        try:
            output, _ = process.communicate()
        except BaseException:
            _end(process)
            raise
        if process.returncode:
            again = f"make -C {FOLDER.relative_to(ROOT)} {target}"
            raise DemoError(
                f"`make {target}` failed with exit code {process.returncode}: "
                f"mend what its last lines say, and try `{again}` on its own.",
                _last_lines(output.decode(errors="replace")),
            )

    def __enter__(self) -> Self:
        with LOG.open("wb") as log:
            command = [f"{_ENVIRONMENT}/bin/python", "-m", "app"]
            self._process = _started(command, log, _environment(self.port))
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            _end(self._process)

    def wait_until_ready(self) -> None:
        give_up = time.monotonic() + _START_SECONDS
        with httpx2.Client(trust_env=False) as client:
            while not self._is_ready(client):
                if (code := self._running.poll()) is not None:
                    raise self.failed(f"The service ended as it started, with exit code {code}")
                if time.monotonic() > give_up:
                    raise self.failed(f"The service is not ready after {_START_SECONDS} s")
                time.sleep(0.02)

    def stop(self) -> int:
        """Asks it to stop, as a container runtime does, and returns the exit code."""
        self._running.send_signal(signal.SIGTERM)
        try:
            code = self._running.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise self.failed(f"The service did not stop within {_STOP_SECONDS} s") from None
        if code:
            raise self.failed(f"The service stopped with exit code {code} instead of 0")
        return code

    def failed(self, what: str) -> DemoError:
        log = _last_lines(LOG.read_text(errors="replace"))
        return DemoError(f"{what}: its log is {LOG.relative_to(ROOT)}.", log)

    def _is_ready(self, client: httpx2.Client) -> bool:
        try:
            return client.get(f"{self.url}/health/ready").is_success
        except httpx2.TransportError:
            return False

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("the service has not been started: use `with`")
        return self._process


def _port() -> int:
    """PORT where it is set, else one that is free."""
    wanted = os.environ.get("PORT") or "0"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wanted)))
        except (OSError, OverflowError, ValueError):
            raise DemoError(
                f"Port {wanted} is taken, or is none: set PORT to another, or unset it."
            ) from None
        return int(probe.getsockname()[1])


def _keep_environment(old: Path, new: Path) -> None:
    """Moves it where the pinned versions are the same. What it is made from keeps its time where it
    has not changed: make goes by that."""
    same = [name for name in _MADE_FROM if _text(old / name) == _text(new / name)]
    if not (old / _ENVIRONMENT).is_dir() or "constraints.txt" not in same:
        return
    (old / _ENVIRONMENT).rename(new / _ENVIRONMENT)
    for name in same:
        shutil.copystat(old / name, new / name)


def _text(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _environment(port: int) -> dict[str, str]:
    """This one, without what it says of settings: the demo must never touch another database."""
    template = (FOLDER / ".env.example").read_text()
    settings = set(re.findall(r"^(?:# )?([A-Z_]+)=", template, re.MULTILINE))
    unwanted = settings | {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"DATABASE_URL": "sqlite:///app.db", "PORT": str(port)}


def _started(
    command: list[str], output: int | IO[bytes], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches the demo alone, which then ends what it started."""
    return subprocess.Popen(
        command,
        cwd=FOLDER,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """It and all that it has started."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _last_lines(output: str) -> str:
    return "\n".join(output.strip().splitlines()[-_LAST_LINES:])
