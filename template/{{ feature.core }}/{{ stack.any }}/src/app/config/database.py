"""Where the database is, and how long anybody waits for it. All times are seconds."""

from pydantic import Field, SecretStr, field_validator

from app.config.defaults import DATABASE_URL
from app.config.server import ServerSettings

_SCHEMES = ("mariadb", "mysql", "postgres", "postgresql", "sqlite")
_MYSQL = ("mariadb", "mysql")
_TLS_TO_MYSQL = ("ssl_ca", "ssl_capath", "ssl_cert", "ssl_check_hostname", "ssl_cipher", "ssl_key")


class DatabaseSettings(ServerSettings):
    database_url: SecretStr = Field(
        SecretStr(DATABASE_URL),
        description="postgresql://user:password@host:port/name, mysql://... (MariaDB too), "
        "or sqlite:///path. TLS: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem to PostgreSQL, "
        "?ssl_ca=/path/to/ca.pem to MySQL",
    )
    database_pool_size: int = Field(
        10, ge=1, description="Connections of the whole service, divided among its workers."
    )
    database_connect_timeout: float = Field(2, gt=0, description="Seconds to reach the database.")
    database_pool_timeout: float = Field(
        2, gt=0, description="Seconds to wait for a free connection."
    )
    database_statement_timeout: float = Field(
        3, gt=0, description="Seconds until the database gives a statement up."
    )

    @property
    def connections_per_worker(self) -> int:
        return max(1, self.database_pool_size // self.workers)

    @property
    def statement_patience(self) -> float:
        """Seconds that a client waits for an answer: the server has said before that a statement
        is too slow, unless it says nothing any more."""
        return self.database_statement_timeout + 0.25

    @field_validator("database_url")
    @classmethod
    def _known(cls, url: SecretStr) -> SecretStr:
        scheme, found, rest = url.get_secret_value().partition("://")
        if scheme.partition("+")[0] not in _SCHEMES or not found or not rest:
            raise ValueError("should begin with postgresql://, mysql:// or sqlite:///")
        if scheme.partition("+")[0] in _MYSQL and not _asks_for_known_tls(rest):
            raise ValueError(f"TLS to MySQL is asked for by {', '.join(_TLS_TO_MYSQL)} alone")
        return url


def _asks_for_known_tls(rest: str) -> bool:
    """Whoever writes `ssl_mode=REQUIRED` counts on it: each driver would make another thing of it,
    and one nothing at all."""
    words = (word.partition("=")[0] for word in rest.partition("?")[2].split("&"))
    return all(word in _TLS_TO_MYSQL for word in words if "ssl" in word or "tls" in word)
