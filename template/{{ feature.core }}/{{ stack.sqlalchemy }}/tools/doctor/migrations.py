"""How far the database is migrated: here by Alembic's scripts. Nothing is run."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory

from app.infrastructure.database.chains import VERSIONS
from app.infrastructure.database.metadata import CHAINS, metadata
from app.infrastructure.database.models import OptionModel
from tools.doctor.standing import Standing

Rows = Sequence[Sequence[Any]]
_ROOT = Path(__file__).resolve().parents[2]
_MERGE = '.venv/bin/alembic merge heads -m "merge"'


def standing(applied: Callable[[str], Rows]) -> Standing:
    """`applied` gives the rows of a table, or none where it is not there."""
    all_of_them = [
        _standing(name, scripts, applied(f"SELECT version_num FROM {table}"))
        for name, table, scripts in _chains()
    ]
    return Standing(
        count=sum(one.count for one in all_of_them),
        pending=[revision for one in all_of_them for revision in one.pending],
        unknown=[revision for one in all_of_them for revision in one.unknown],
        ends=[revision for one in all_of_them for revision in one.ends],
        merge=_MERGE,
    )


def tables() -> dict[str, str]:
    """Those of the service, each with a column of its key."""
    every = (*metadata.tables.values(), *OptionModel.metadata.tables.values())
    return {table.name: next(iter(table.primary_key.columns)).name for table in every}


def _chains() -> Iterator[tuple[str, str, ScriptDirectory]]:
    """Those of options, and yours."""
    for chain in CHAINS:
        scripts = ScriptDirectory(chain.folder, version_locations=[chain.folder])
        yield f"{chain.name}.", f"{VERSIONS}{chain.name}", scripts
    yours = ScriptDirectory.from_config(Config(toml_file=_ROOT / "pyproject.toml"))
    yield "", "alembic_version", yours


def _standing(prefix: str, scripts: ScriptDirectory, rows: Rows) -> Standing:
    oldest_first = [script.revision for script in scripts.walk_revisions()][::-1]
    current = {str(row[0]) for row in rows}
    done = {
        script.revision
        for revision in current.intersection(oldest_first)
        for script in scripts.iterate_revisions(revision, "base")
    }
    heads = sorted(scripts.get_heads())
    return Standing(
        count=len(oldest_first),
        pending=[prefix + revision for revision in oldest_first if revision not in done],
        unknown=[prefix + revision for revision in sorted(current.difference(oldest_first))],
        ends=[prefix + head for head in heads] if len(heads) > 1 else [],
        merge=_MERGE,
    )
