"""What the doctor says of a memcached that is wrong: no port, no answer, something else."""

from collections.abc import Iterator

import pytest

from app.config.memcached import MemcachedSettings
from tests.cache_server import own_cache
from tests.diagnosing import http, listening, silence
from tests.processes import free_port
from tools.doctor.examination import examined
from tools.doctor.findings import Check, Code, Fault, State
from tools.doctor.memcached import MemcachedProbe, checked_version

pytestmark = pytest.mark.checklist("operations.diagnosis", proves="told-apart")


@pytest.fixture
def url() -> Iterator[str]:
    with own_cache() as own:
        yield own["memcached_url"]


def checks_of(url: str) -> list[Check]:
    settings = MemcachedSettings(memcached_url=url, memcached_prefix="test-doctor")
    return list(examined(MemcachedProbe(settings), seconds=20))


def fault_of(url: str) -> tuple[str, Code | None]:
    check = checks_of(url)[-1]
    return check.name, check.fault


def test_a_memcached_that_is_well(url: str):
    checks = checks_of(url)

    assert {check.state for check in checks} == {State.OK}
    assert [check.name for check in checks][-1] == "memcached.keeps"


def test_nothing_listens():
    url = f"memcached://127.0.0.1:{free_port()}"

    assert fault_of(url) == ("memcached.port", Code.PORT)


def test_a_name_that_nobody_knows():
    assert fault_of("memcached://nowhere.invalid") == ("memcached.host", Code.UNRESOLVED)


def test_it_says_nothing():
    with listening(silence) as port:
        assert fault_of(f"memcached://127.0.0.1:{port}") == ("memcached.version", Code.NO_ANSWER)


def test_something_else_listens():
    with listening(http) as port:
        assert fault_of(f"memcached://127.0.0.1:{port}") == ("memcached.version", Code.PROTOCOL)


def test_an_old_one():
    assert checked_version("VERSION 1.6.18") == "memcached 1.6.18"
    with pytest.raises(Fault) as raised:
        checked_version("VERSION 1.4.39")
    assert raised.value.code == Code.TOO_OLD


@pytest.mark.parametrize("wrong", ["redis://127.0.0.1:11211", "memcached://", "127.0.0.1:11211"])
def test_what_is_no_address_of_one_is_refused(wrong: str):
    with pytest.raises(ValueError, match="memcached://host:port"):
        MemcachedSettings(memcached_url=wrong)
