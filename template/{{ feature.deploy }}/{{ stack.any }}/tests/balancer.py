"""HAProxy in front of instances of the service, as `deploy/haproxy/haproxy.cfg` has it.

What is another here: the instances are two ports of this machine instead of a name, and one page
says what HAProxy thinks of them.
"""

import csv
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.needs import lack
from tests.processes import ROOT, free_port, wait_until

CONFIGURATION = ROOT / "deploy/haproxy/haproxy.cfg"


@dataclass(frozen=True, slots=True)
class Balancer:
    """One that runs. Instances are numbered from 0."""

    url: str
    statistics: str

    def sends_to(self, instance: int) -> bool:
        """Whether it takes an instance for one that is ready."""
        lines = httpx2.get(f"{self.statistics}/;csv", timeout=10).text.lstrip("# ").splitlines()
        states = {line["svname"]: line["status"] for line in csv.DictReader(lines)}
        return states[f"instance{instance}"] == "UP"


@contextmanager
def balancing(ports: Sequence[int], folder: Path) -> Iterator[Balancer]:
    """Runs until the block ends, and sends to all of these when it begins."""
    balancer = Balancer(*(f"http://127.0.0.1:{free_port()}" for _ in range(2)))
    file = folder / "haproxy.cfg"
    file.write_text(_configured(ports, balancer))
    with subprocess.Popen([_program(), "-f", str(file)], stdout=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: _is_up(balancer, len(ports)))
            yield balancer
        finally:
            process.kill()


def is_valid(file: Path) -> subprocess.CompletedProcess[str]:
    """What HAProxy says of a configuration."""
    return subprocess.run(
        [_program(), "-c", "-f", str(file)], capture_output=True, text=True, check=False
    )


def _program() -> str:
    found = shutil.which("haproxy")
    if not found:
        lack("haproxy is not installed (in the package of that name): nothing was balanced")
    return found


def _configured(ports: Sequence[int], balancer: Balancer) -> str:
    servers = "\n".join(
        f"    server instance{number} 127.0.0.1:{port}" for number, port in enumerate(ports)
    )
    bind = balancer.url.removeprefix("http://")
    text = CONFIGURATION.read_text().replace("bind :8000", f"bind {bind}")
    text, count = re.subn(r"^ *server-template .+$", servers, text, flags=re.MULTILINE)
    assert count == 1
    page = f"bind {balancer.statistics.removeprefix('http://')}\n    stats enable\n    stats uri /"
    return f"{text}\nfrontend statistics\n    {page}\n"


def _is_up(balancer: Balancer, instances: int) -> bool:
    try:
        return all(balancer.sends_to(number) for number in range(instances))
    except httpx2.TransportError:
        return False
