"""A PostgreSQL of the tests' own, which asks everybody for a password.

For what the server of the tests may not show: many let everybody in who comes from this machine.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.processes import free_port, wait_until

PASSWORD = "of-the-tests"
_NOBODY = 65534
"""PostgreSQL refuses to run as root."""


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, where they are installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next((p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)


@contextmanager
def own_postgresql(folder: Path, **settings: str) -> Iterator[str]:
    """The URL of its database `postgres`; `folder` is that of its programs."""
    with TemporaryDirectory() as home:
        port, data, user = free_port(), f"{home}/data", _user(home)
        _initialise(folder, home, data, user)
        options = {"fsync": "off", "unix_socket_directories": "", **settings}
        command = [folder / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port)]
        command += [f"-c{name}={value}" for name, value in options.items()]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, cwd=home, **quiet, **user) as process:
            try:
                wait_until(lambda: _is_open(port))
                yield f"postgresql://postgres:{PASSWORD}@127.0.0.1:{port}/postgres"
            finally:
                process.kill()


def _initialise(folder: Path, home: str, data: str, user: Mapping[str, Any]) -> None:
    password = Path(home) / "password"
    password.write_text(PASSWORD)
    command = [folder / "initdb", "-D", data, "-U", "postgres", "--pwfile", password]
    command += ["--auth=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C"]
    subprocess.run(command, cwd=home, check=True, capture_output=True, **user)


def _user(home: str) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    os.chown(home, _NOBODY, _NOBODY)
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
