"""DATABASE_URL as people write it, and as SQLAlchemy wants it."""

_DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
}


def scheme_of(url: str) -> str:
    """The kind of database: `postgresql` of `postgresql+asyncpg://...`."""
    return url.partition("://")[0].partition("+")[0]


def async_url(url: str) -> str:
    """The URL with the driver that this service brings."""
    return f"{_DRIVERS[scheme_of(url)]}://{url.partition('://')[2]}"
