"""Limits and proxies, as the environment has them."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.config.loading import explain
from app.config.rate_limit import Rate, parse
from app.http.rate_limits import Quota
from tests import callers
from tests.processes import SECRET

pytestmark = pytest.mark.checklist("security.rate-limiting")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("10/second", Rate(10, 1)),
        ("1200/minute", Rate(1200, 60)),
        ("5000/hour", Rate(5000, 3600)),
        ("1/day", Rate(1, 86400)),
    ],
)
def test_a_rate_is_a_number_and_a_time(text: str, rate: Rate):
    assert parse(text) == rate


@pytest.mark.parametrize(
    "text",
    ["0/minute", "-1/minute", "ten/minute", "10", "10/fortnight", "10 per minute", "1.5/day"],
)
def test_any_other_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("RATE_LIMIT", text)

    assert _told() == [
        "RATE_LIMIT: should be like 1200/minute: a number, /, and second, minute, hour, day"
    ]


def test_production_has_a_limit_that_nobody_has_to_set():
    own = {name.lower(): value for name, value in callers.SETTINGS.items()}
    production = Settings(_env_file=None, environment="production", secret_key=SECRET, **own)
    test = Settings(_env_file=None, environment="test")

    assert Quota(production).policy == '"default";q=1200;w=60'
    assert Quota(test).amount > 100_000


def test_what_is_set_holds_everywhere():
    settings = Settings(_env_file=None, environment="test", rate_limit="5/hour")

    assert Quota(settings).policy == '"default";q=5;w=3600'


def test_proxies_stand_with_commas_between_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.7,fd00::/8")

    settings = Settings(_env_file=None)

    expected = ["10.0.0.0/8", "192.168.1.7/32", "fd00::/8"]
    assert settings.trusted_proxies == [ip_network(text) for text in expected]


@pytest.mark.parametrize("text", ["proxy.example.com", "10.0.0.0/33", "10.0.0.1;10.0.0.2", "*"])
def test_what_is_no_network_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, text: str):
    monkeypatch.setenv("TRUSTED_PROXIES", text)

    assert _told() == [
        "TRUSTED_PROXIES: should be networks, as 10.0.0.0/8, with commas between them"
    ]


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "10.0.0.0/8,::/0"])
def test_nobody_trusts_everybody(monkeypatch: pytest.MonkeyPatch, everybody: str):
    monkeypatch.setenv("TRUSTED_PROXIES", everybody)

    assert _told() == [
        "TRUSTED_PROXIES: must not be everybody. List the networks of your own proxies"
    ]


def _told() -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)
    return explain(caught.value)
