"""What a service may reach where its network is limited: all that it sends to, and nothing else."""

from extensions.catalogue.egress import egress_of
from extensions.catalogue.features import FEATURES
from extensions.catalogue.servers import SERVERS

NAMES = ("cache_memcached", "error_reporting", "mail", "redis", "tracing")


def test_it_reaches_its_database() -> None:
    assert egress_of(SERVERS["postgresql"], []) == [5432]
    assert egress_of(SERVERS["mysql"], []) == [3306]


def test_it_reaches_what_its_options_send_to() -> None:
    chosen = [FEATURES[name] for name in NAMES]

    found = egress_of(SERVERS["postgresql"], chosen)

    assert found == [443, 465, 587, 4318, 5432, 6379, 11211]
