"""A service that runs, of any answers: rendered, migrated, on a database of its own.

Needs PostgreSQL at 127.0.0.1:5432, and Redis at 127.0.0.1:6379 where the answers do.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx2

from tests.support.environments import environment_of, variables_of
from tests.support.rendering import rendered
from tools.render import ROOT

SERVER = "postgresql://postgres@127.0.0.1:5432"


@contextmanager
def served(
    answers: Mapping[str, Any], *, port: int, **settings: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """Ready when the block begins. Its output is left out."""
    service = rendered({"database": "postgresql", **answers})
    name = f"backsmith_served_{os.getpid()}_{port}"
    python = environment_of(service) / "bin" / "python"
    environment = {
        **os.environ,
        **variables_of(service),
        "DATABASE_URL": f"{SERVER}/{name}",
        "REDIS_URL": "redis://127.0.0.1:6379/9",
        "ENVIRONMENT": "test",
        "PORT": str(port),
        "WORKERS": "1",
        **settings,
    }
    with ExitStack() as stack:
        _psql(f"CREATE DATABASE {name}")
        stack.callback(_psql, f"DROP DATABASE {name} WITH (FORCE)")
        folder = stack.enter_context(_copy(service, ROOT / "build" / f"served-{port}"))
        migrate = ["-c", f"from tests.migrating import upgrade; upgrade('{SERVER}/{name}')"]
        subprocess.run([python, *migrate], cwd=folder, env=environment, check=True)
        process = subprocess.Popen(
            [python, "-m", "app"], cwd=folder, env=environment, stdout=subprocess.DEVNULL
        )
        stack.callback(_stop, process)
        _wait_for(f"http://127.0.0.1:{port}/health/ready")
        yield process


@contextmanager
def _copy(service: Path, folder: Path) -> Iterator[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(service, folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            if httpx2.get(url, timeout=1).status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


def _psql(statement: str) -> None:
    subprocess.run(["psql", "-q", SERVER, "-c", statement], check=True, capture_output=True)
