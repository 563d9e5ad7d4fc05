"""Two instances behind one balancer: what becomes of requests while one of them goes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import httpx2
import pytest

from tests.balancer import CONFIGURATION, Balancer, balancing, is_valid
from tests.callers import headers_of
from tests.processes import Process, free_port, running, wait_until
from tests.registry import SAMPLES

ROLLING = pytest.mark.checklist("integrations.load-balancing", proves="rolling")
DEATH = pytest.mark.checklist("integrations.load-balancing", proves="death")
READY = pytest.mark.checklist("integrations.load-balancing", proves="ready")
pytestmark = pytest.mark.timeout(300)

SAMPLE = SAMPLES[0]
CLIENTS, PAUSE = 8, 0.04
"""Some 200 requests a second, over connections that are kept."""
SETTINGS = {"DRAIN_SECONDS": "2.5", "RATE_LIMIT": "1000000/minute"}
"""What the image says: longer than two checks of the balancer."""


class Cluster:
    """Two instances on one database, each at a port of its own."""

    def __init__(self, database_url: str) -> None:
        self.ports = [free_port(), free_port()]
        self._database_url = database_url
        self._stacks = [ExitStack(), ExitStack()]
        self.instances: list[Process] = [self._start(number) for number in range(2)]

    def restart(self, number: int, balancer: Balancer) -> None:
        """As a deployment does: the old one stops, a new one comes, and then it is the next."""
        self.instances[number].stop()
        self.instances[number] = self._start(number)
        wait_until(lambda: balancer.sends_to(number))

    def close(self) -> None:
        for stack in self._stacks:
            stack.close()

    def _start(self, number: int) -> Process:
        self._stacks[number].close()
        service = running(self._database_url, PORT=str(self.ports[number]), **SETTINGS)
        return self._stacks[number].enter_context(service)


class Load:
    """What clients were answered, and what they were not."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.failures: list[str] = []


@pytest.fixture
def cluster(database_url: str) -> Iterator[Cluster]:
    cluster = Cluster(database_url)
    yield cluster
    cluster.close()


@pytest.fixture
def balancer(cluster: Cluster, tmp_path: Path) -> Iterator[Balancer]:
    with balancing(cluster.ports, tmp_path) as balancer:
        yield balancer


@contextmanager
def load(balancer: Balancer, *, writes: bool) -> Iterator[Load]:
    """Clients that ask until the block ends."""
    load, done, headers = Load(), Event(), headers_of(balancer.url)

    def ask() -> None:
        with httpx2.Client(base_url=balancer.url, headers=headers, timeout=15) as client:
            while not done.is_set():
                _ask(client, load, writes=writes)
                time.sleep(PAUSE)

    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in range(CLIENTS):
            pool.submit(ask)
        try:
            wait_until(lambda: len(load.statuses) > CLIENTS)
            yield load
        finally:
            done.set()


def _ask(client: httpx2.Client, load: Load, *, writes: bool) -> None:
    """Three reads, and a change, of which nobody may know whether it has come to pass."""
    try:
        answers = [client.get(SAMPLE.path) for _ in range(3)]
        answers += [client.post(SAMPLE.path, json=SAMPLE.fresh())] if writes else []
        load.statuses += [answer.status_code for answer in answers]
    except httpx2.HTTPError as error:
        load.failures.append(repr(error))


@ROLLING
def test_no_request_is_lost_while_each_instance_is_restarted(
    cluster: Cluster, balancer: Balancer
) -> None:
    with load(balancer, writes=True) as outcome:
        for number in range(2):
            cluster.restart(number, balancer)
        seen = len(outcome.statuses)
        wait_until(lambda: len(outcome.statuses) > seen + 4 * CLIENTS)

    assert outcome.failures == []
    assert set(outcome.statuses) == {200, 201}


@DEATH
def test_no_read_is_lost_when_an_instance_dies(cluster: Cluster, balancer: Balancer) -> None:
    with load(balancer, writes=False) as outcome:
        cluster.instances[0].kill()
        wait_until(lambda: not balancer.sends_to(0))
        seen = len(outcome.statuses)
        wait_until(lambda: len(outcome.statuses) > seen + 4 * CLIENTS)

    assert outcome.failures == []
    assert set(outcome.statuses) == {200}


@READY
def test_an_instance_that_drains_is_sent_nothing_and_still_listens(
    cluster: Cluster, balancer: Balancer
) -> None:
    cluster.instances[0].process.terminate()
    wait_until(lambda: not balancer.sends_to(0))
    live = cluster.instances[0].get("/health/live").status_code
    answer = httpx2.get(f"{balancer.url}{SAMPLE.path}", headers=headers_of(balancer.url))

    assert live == answer.status_code == 200


@READY
def test_the_configuration_is_one_that_haproxy_takes() -> None:
    done = is_valid(CONFIGURATION)

    assert done.returncode == 0, done.stderr
    assert "option httpchk GET /health/ready" in CONFIGURATION.read_text()
