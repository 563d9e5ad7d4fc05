"""Migrations of the tables that options bring: a short chain for each option, in its own package.

`migrations/` is yours alone. `alembic upgrade` brings these chains up before it, each counted in a
version table of its own; no other command sees them. An option that is gone leaves its table
behind, which is in nobody's way; one that comes back goes on with it.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect

from app.infrastructure.database.models import OptionModel

VERSIONS = "alembic_version_"
"""How the name of a version table begins; the name of its chain ends it."""


class Chain(NamedTuple):
    name: str
    """The names of its tables are this, or begin with it: `name`, `name_things`."""
    folder: Path
    models: tuple[type[OptionModel], ...]
    """What the tables are by now."""

    def migrate(self, around: MigrationContext, *, to: str = "head") -> None:
        """Up to the newest table, or down to "base", where the command around it works."""
        context = MigrationContext.configure(
            None if around.as_sql else around.connection,
            dialect=around.dialect,
            opts={
                "as_sql": around.as_sql,
                "fn": _plan(ScriptDirectory(self.folder, version_locations=[self.folder]), to),
                "literal_binds": around.as_sql,
                "output_buffer": around.output_buffer,
                "version_table": f"{VERSIONS}{self.name}",
            },
        )
        with Operations.context(context), context.begin_transaction():
            context.run_migrations()


def upgrade(chains: Iterable[Chain], around: MigrationContext) -> None:
    """All of them, where what is about to run is an upgrade. One that is only printed, and does not
    begin with nothing, has them behind it."""
    command = around.opts["fn"].__name__  # Alembic's own: upgrade, downgrade, display_version...
    if command == "upgrade" and not around.opts.get("starting_rev"):
        for chain in chains:
            chain.migrate(around)


def yours(metadata: MetaData, connection: Connection) -> Callable[[str | None, str, Any], bool]:
    """Says of a name that a database has whether the models in `metadata` should have it as well:
    unless a chain has made it, of an option that is on or of one that is gone."""

    @cache
    def chains() -> list[str]:
        names = inspect(connection).get_table_names()
        return [name.removeprefix(VERSIONS) for name in names if name.startswith(VERSIONS)]

    def is_yours(name: str | None, kind: str, parents: Any) -> bool:
        if kind != "table" or name is None or name in metadata.tables:
            return True
        bare = name.removeprefix(VERSIONS)
        return not any(bare == chain or bare.startswith(f"{chain}_") for chain in chains())

    return is_yours


def _plan(script: ScriptDirectory, to: str) -> Callable[[Any, Any], Any]:
    """The steps from where a database is, as the commands of these names take them."""
    if to == "base":
        return lambda revisions, _: script._downgrade_revs(to, revisions)
    return lambda revisions, _: script._upgrade_revs(to, revisions)
