"""Who asks, whatever is said in X-Forwarded-For."""

from ipaddress import ip_address, ip_network

import pytest

from app.http.client_address import ClientAddresses, client_of, parse

pytestmark = pytest.mark.checklist("security.rate-limiting", proves="forged")

PROXY, CLIENT, FORGED = "10.0.0.1", "203.0.113.7", "198.51.100.99"
BEHIND_PROXIES = ClientAddresses([ip_network("10.0.0.0/8"), ip_network("fd00::/8")])


@pytest.mark.parametrize("told", ["", FORGED, f"{FORGED}, {PROXY}", "nonsense"])
def test_without_trusted_proxies_it_is_the_peer(told: str):
    assert ClientAddresses([]).of(CLIENT, told) == ip_address(CLIENT)


@pytest.mark.parametrize("told", ["", FORGED, f"{FORGED}, {PROXY}"])
def test_a_peer_that_is_no_proxy_of_ours_is_the_client(told: str):
    assert BEHIND_PROXIES.of(CLIENT, told) == ip_address(CLIENT)


@pytest.mark.parametrize(
    "told",
    [
        CLIENT,
        f"{FORGED}, {CLIENT}",
        f"{FORGED},{CLIENT},10.1.2.3",
        f"{FORGED}, {CLIENT}, fd00::1, 10.1.2.3",
        f"{CLIENT}:4711",
        f"::ffff:{CLIENT}",
        f"nonsense, {CLIENT}",
        f"{PROXY}, {CLIENT}",
    ],
)
def test_it_is_the_nearest_that_is_no_proxy_of_ours(told: str):
    assert BEHIND_PROXIES.of(PROXY, told) == ip_address(CLIENT)


@pytest.mark.parametrize("told", ["", "nonsense", f"{CLIENT}, nonsense", ",", "9" * 10_000, ",,,"])
def test_where_a_proxy_tells_nothing_it_is_the_proxy(told: str):
    assert BEHIND_PROXIES.of(PROXY, told) == ip_address(PROXY)


def test_where_all_are_proxies_it_is_the_farthest():
    assert BEHIND_PROXIES.of(PROXY, "10.2.2.2, 10.3.3.3") == ip_address("10.2.2.2")


def test_a_peer_without_an_address_is_nobody():
    assert BEHIND_PROXIES.of("", CLIENT) is None
    assert client_of(None) == "None"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:80", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:80", "2001:db8::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_an_address_is_read_in_every_form(text: str, address: str):
    assert parse(text) == ip_address(address)


@pytest.mark.parametrize("text", ["", "unknown", "_hidden", "203.0.113", "[", "1" * 61, "a:b"])
def test_what_is_none_is_none(text: str):
    assert parse(text) is None


def test_a_client_of_ipv6_has_all_addresses_of_its_network():
    first, second = parse("2001:db8:1:2::1"), parse("2001:db8:1:2:ffff::9")
    neighbour = parse("2001:db8:1:3::1")

    assert client_of(first) == client_of(second) == "2001:db8:1:2::/64"
    assert client_of(neighbour) != client_of(first)
    assert client_of(parse(CLIENT)) == CLIENT
