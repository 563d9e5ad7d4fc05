"""A database to read tables of: its URL, the drivers for it, and what it says no to.

A password is never part of a sentence.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from backsmith.faults import CommandError

if TYPE_CHECKING:
    from sqlalchemy import URL, Inspector

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}
_ALSO = {"postgres": "postgresql", "mariadb": "mysql"}
_SCHEME = re.compile(r"^([a-z0-9]+)(\+\w+)?(?=://)")
_PATIENCE_SECONDS = 10
_NO_EXTRA = (
    "Reading tables needs SQLAlchemy and drivers, which come with the extra `database`: "
    "uv tool install 'backsmith[database]', or pip install 'backsmith[database]'"
)


@contextmanager
def inspected(url: str) -> Iterator["Inspector"]:
    """Looks at the tables of a database, and changes nothing. Raises CommandError."""
    try:
        import sqlalchemy
    except ImportError:
        raise CommandError(_NO_EXTRA) from None
    address = address_of(url)
    arguments = {} if address.drivername == "sqlite" else {"connect_timeout": _PATIENCE_SECONDS}
    try:
        engine = sqlalchemy.create_engine(
            address, connect_args=arguments, poolclass=sqlalchemy.NullPool
        )
        with engine.connect() as connection:
            yield sqlalchemy.inspect(connection)
    except ImportError:  # of the driver
        raise CommandError(_NO_EXTRA) from None
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise CommandError(_why_not(address, error)) from None


def address_of(url: str) -> "URL":
    """With the driver that comes with the extra, whichever the URL names. Raises CommandError."""
    import sqlalchemy

    scheme = _SCHEME.match(url)
    database = _ALSO.get(scheme[1], scheme[1]) if scheme else None
    if database not in DRIVERS:
        raise CommandError(
            "The database's URL should begin with sqlite://, postgresql:// or mysql://, "
            "as in postgresql://user:password@127.0.0.1:5432/name"
        )
    try:
        address = sqlalchemy.make_url(_SCHEME.sub(DRIVERS[database], url))
    except (sqlalchemy.exc.ArgumentError, ValueError):
        raise CommandError(
            "The database's URL can't be read: write what is special in a password by its "
            "percent code, as %40 for @."
        ) from None
    if database == "sqlite" and not Path(address.database or "").is_file():
        raise CommandError(
            f"There is no database {address.database or 'in a file'}: the URL of one is "
            "sqlite:///relative/path.db or sqlite:////absolute/path.db"
        )
    return address


def _why_not(address: "URL", error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if address.password:
        said = said.replace(str(address.password), "***")
    shown = address.set(drivername=address.get_backend_name()).render_as_string()
    return f"The database {shown} can't be read: {said}"
