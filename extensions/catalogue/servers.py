"""Database servers in containers: for development, and for the service's compose file."""

from pydantic import BaseModel, ConfigDict


class Server(BaseModel):
    """One container, and how the service reaches it there."""

    model_config = ConfigDict(frozen=True)

    title: str
    image: str
    environment: dict[str, str]
    data: str
    """Where it keeps its data."""
    healthcheck: tuple[str, ...]
    url: str
    development: str
    """Its options of `docker run`, for what DATABASE_URL says at first."""


_POSTGRESQL = Server(
    title="PostgreSQL",
    image="postgres:17-alpine",
    environment={
        "POSTGRES_DB": "app",
        "POSTGRES_PASSWORD": "${POSTGRES_PASSWORD:-postgres}",
    },
    data="/var/lib/postgresql/data",
    healthcheck=("CMD-SHELL", "pg_isready --username postgres --dbname app"),
    url="postgresql://postgres:${POSTGRES_PASSWORD:-postgres}@database:5432/app",
    development="-p 5432:5432 -e POSTGRES_PASSWORD=postgres -e POSTGRES_DB=app",
)
_MARIADB = Server(
    title="MariaDB",
    image="mariadb:11.8",
    environment={
        "MARIADB_DATABASE": "app",
        "MARIADB_ROOT_PASSWORD": "${MARIADB_ROOT_PASSWORD:-mariadb}",
    },
    data="/var/lib/mysql",
    healthcheck=("CMD", "healthcheck.sh", "--connect", "--innodb_initialized"),
    url="mysql://root:${MARIADB_ROOT_PASSWORD:-mariadb}@database:3306/app",
    development="-p 3306:3306 -e MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1 -e MARIADB_DATABASE=app",
)

SERVERS = {"mysql": _MARIADB, "postgresql": _POSTGRESQL, "sqlite": _POSTGRESQL}
"""By the answer `database`. One that has no server is run in containers with PostgreSQL."""
