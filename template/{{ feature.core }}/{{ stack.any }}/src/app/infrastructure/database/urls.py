"""DATABASE_URL as people write it."""

import re

_SAME = {"mariadb": "mysql", "postgres": "postgresql"}


def scheme_of(url: str) -> str:
    """The kind of database: `postgresql` of `postgres+asyncpg://...`, `mysql` of `mariadb://...`."""
    scheme = url.partition("://")[0].partition("+")[0]
    return _SAME.get(scheme, scheme)


def shown(url: str) -> str:
    """Without its password, for people to read."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)
