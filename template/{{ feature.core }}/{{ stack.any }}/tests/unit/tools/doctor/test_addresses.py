"""URLs of settings, taken apart; what is wrong with one, told without its password."""

import pytest

from tools.doctor.addresses import Address, address_of
from tools.doctor.findings import Code, Fault


def read(url: str) -> Address:
    return address_of(url, setting="DATABASE_URL", port=5432)


def test_what_is_escaped_is_taken_as_meant():
    address = read("postgresql://app:p%40ss%2Fword@db.example/my%20app?sslmode=require")

    assert (address.user, address.password) == ("app", "p@ss/word")
    assert (address.shown, address.database) == ("db.example:5432", "my app")
    assert address.query == {"sslmode": "require"}


@pytest.mark.parametrize(
    "password", ["hunter/2", "hunter#2", "hunter?2", "12/34", "hunter%2", "1?2@3", "[hunter"]
)
def test_a_password_that_is_not_escaped_is_told_without_it(password: str):
    with pytest.raises(Fault) as told:
        read(f"postgresql://app:{password}@host:5432/name")

    assert told.value.code == Code.MALFORMED
    assert "DATABASE_URL" in told.value.message
    assert password not in told.value.message + told.value.remedy


@pytest.mark.parametrize("port", ["eighty", "65536", "-1"])
def test_a_port_that_is_none_is_told(port: str):
    with pytest.raises(Fault, match="port can't be read"):
        read(f"postgresql://host:{port}/name")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///name",
        "postgresql://app@/name?host=/run/postgresql",
        "postgresql://%2Frun%2Fpostgresql/name",
        "postgresql://one:5432,two:5433/name",
        "mysql://app@localhost/name?unix_socket=/run/mysqld.sock",
    ],
)
def test_sockets_and_several_hosts_are_left_to_the_driver(url: str):
    assert read(url).host == ""


def test_an_address_of_version_6_is_shown_in_brackets():
    assert read("postgresql://[::1]:5433/name").shown == "[::1]:5433"
