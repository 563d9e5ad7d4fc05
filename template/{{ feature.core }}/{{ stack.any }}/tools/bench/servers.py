"""The two servers that are compared, each a process of its own with one worker. Linux only."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

_TICKS = os.sysconf("SC_CLK_TCK")


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, path: str) -> None:
        self.process, self.port, self.path = process, port, path
        self.headers: dict[str, str] = {}
        """What says who asks."""

    def cpu_seconds(self) -> float:
        """Processor time of the server and its workers so far."""
        family = {self.process.pid}
        stats = {pid: _stat(pid) for pid in _pids()}
        family |= {pid for pid, stat in stats.items() if stat and stat[0] in family}
        return sum(stats[pid][1] for pid in family if stats.get(pid)) / _TICKS  # type: ignore[index]


@contextmanager
def served(
    command: list[str], *, port: int, path: str, health: str, database: str
) -> Iterator[Served]:
    """Runs until the block ends; raises TimeoutError where it does not come up."""
    environment = os.environ | {
        "PORT": str(port),
        "WORKERS": "1",
        "ENVIRONMENT": "test",
        "DATABASE_URL": database,
        "DATABASE_POOL_SIZE": "10",
    }
    with subprocess.Popen(
        [sys.executable, "-m", *command], env=environment, stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}{health}")
            yield Served(process, port, path)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> tuple[int, int] | None:
    """Its parent, and its processor time in ticks."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), int(fields[11]) + int(fields[12])
