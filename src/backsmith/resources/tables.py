"""Resources from the tables of a database that is there, as SQLAlchemy reflects them."""

from collections.abc import Sequence

from backsmith.resources.databases import inspected
from backsmith.resources.names import singular, snake
from backsmith.resources.reflection import Table, reflected
from backsmith.resources.spec import Entry, Spec
from backsmith.resources.table import fields_of

_OF_TOOLS = ("alembic_version", "auth_", "django_", "flyway_", "schema_migrations", "sqlite_")

_HINT = (
    "To change what was read: the same with --print > resources.yml, mend that file, then "
    "backsmith add resource --from resources.yml"
)


def read_tables(url: str, only: Sequence[str] = ()) -> Spec:
    """Those named; else all but those of migration tools. Raises CommandError where the database
    can't be had."""
    spec = Spec([], hint=_HINT, may_be_there=not only)
    with inspected(url) as inspector:
        chosen = _chosen(inspector.get_table_names(), only, spec)
        names = {table: singular(snake(table)) for table in chosen}
        for table in chosen:
            spec.resources.append(_resource(reflected(inspector, table), names, spec))
    return spec


def _chosen(there: Sequence[str], only: Sequence[str], spec: Spec) -> list[str]:
    if only:
        missing = [table for table in only if table not in there]
        spec.faults.extend(
            f"There is no table {table}: there are {', '.join(sorted(there)) or 'none'}."
            for table in missing
        )
        return [table for table in dict.fromkeys(only) if table not in missing]
    left = sorted(table for table in there if table.startswith(_OF_TOOLS))
    if left:
        spec.notes.append(f"Left out, as they are of other tools: {', '.join(left)}.")
    if len(left) == len(there):
        spec.faults.append("The database has no tables to make resources of.")
    return sorted(set(there) - set(left))


def _resource(table: Table, names: dict[str, str], spec: Spec) -> Entry:
    fields = fields_of(table, names, spec)
    if not fields:
        spec.faults.append(
            f"Table {table.name} has no column to make a field of: leave it out, by naming the "
            "others with --table."
        )
    return {"name": names[table.name], "plural": snake(table.name), "fields": fields}
