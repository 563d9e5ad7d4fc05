"""Which database URLs are taken, and what is said of the others."""

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.config.loading import explain


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:password@host:5432/name",
        "postgres://host/name?sslmode=verify-full&sslrootcert=/ca.pem",
        "mysql://user@host/name",
        "mysql+pymysql://host/name?ssl_ca=/ca.pem&ssl_cert=/own.pem&ssl_key=/own.key",
        "mariadb://host/name?charset=utf8mb4&ssl_ca=/ca.pem",
        "sqlite:///app.db",
    ],
)
def test_what_a_driver_can_read_is_taken(url: str):
    settings = Settings(_env_file=None, environment="test", database_url=url)

    assert settings.database_url.get_secret_value() == url


@pytest.mark.parametrize("url", ["oracle://host/name", "postgresql:", "mysql://", "name", ""])
def test_what_is_no_url_of_a_database_is_told_in_one_line(url: str):
    assert refused(url) == "DATABASE_URL: should begin with postgresql://, mysql:// or sqlite:///"


@pytest.mark.checklist("security.encryption-in-transit", proves="no-less")
@pytest.mark.parametrize(
    "words",
    ["ssl_mode=REQUIRED", "ssl-mode=VERIFY_CA", "sslmode=require", "tls=true", "ssl=true"],
)
def test_tls_that_would_not_be_what_was_asked_for_is_refused(words: str):
    told = refused(f"mysql://user:hunter2@host/name?charset=utf8mb4&{words}")

    assert told.startswith("DATABASE_URL: TLS to MySQL is asked for by ssl_ca, ")
    assert "hunter2" not in told


def refused(url: str) -> str:
    """What is said of it."""
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, environment="test", database_url=url)
    (line,) = explain(caught.value)
    return line
