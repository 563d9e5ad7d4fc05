"""The columns of a table as fields. What is not taken of it is told."""

from typing import Any

from backsmith.resources.columns import typed
from backsmith.resources.constraints import constant_of, is_nothing
from backsmith.resources.names import singular, snake, without_id
from backsmith.resources.reflection import Table
from backsmith.resources.spec import Entry, Spec

_OF_EVERY_ROW = ("id", "created_at", "updated_at", "version")
_DELETIONS = {"CASCADE": "cascade", "SET NULL": "set_null"}
_NEVER_UNIQUE = ("boolean", "enum", "json", "reference")
_NEVER_DEFAULT = ("date", "datetime", "json", "uuid")


def fields_of(table: Table, names: dict[str, str], spec: Spec) -> list[Entry]:
    """In the order of the columns. `names` are those of the tables' resources."""
    reader = _Reader(table, names)
    fields = [field for column in table.columns if (field := reader.field(column))]
    reader.tell_the_rest()
    spec.notes.extend(
        f"{', '.join(f'{table.name}.{column}' for column in columns) or table.name}: {reason}."
        for reason, columns in reader.said.items()
    )
    return fields


class _Reader:
    def __init__(self, table: Table, names: dict[str, str]) -> None:
        self.said: dict[str, list[str]] = {}
        """What is to be told, and the columns that it is about."""
        self._table = table
        self._names = names
        self._links = {
            link["constrained_columns"][0]: link
            for link in table.links
            if len(link["constrained_columns"]) == 1
        }

    def field(self, column: Any) -> Entry | None:
        """None where the slice has it anyway, or no type of field holds it."""
        name = column["name"]
        if self._is_of_every_row(column):
            return None
        if column.get("computed"):
            return self._tell("computed by the database; left out", name)
        found = self._reference(name) or self._plain(column)
        if found is None:
            kind = str(column["type"])
            return self._tell(f"{kind} has no type of field; left out", name)
        if column.get("nullable", True) and name not in self._table.key:
            found["required"] = False
        self._set_unique(found, name)
        self._set_default(found, column)
        return found

    def tell_the_rest(self) -> None:
        """What the table says as a whole."""
        several = {columns for columns in self._table.uniques if len(columns) > 1}
        if len(self._table.key) > 1:
            several.add(tuple(self._table.key))
        for columns in sorted(several):
            self._tell(f"that {' and '.join(columns)} are unique together is not taken")
        for link in self._table.links:
            if len(link["constrained_columns"]) > 1:
                columns = " and ".join(link["constrained_columns"])
                self._tell(f"that {columns} refer to {link['referred_table']} is not taken")
        for check in self._table.checks.others:
            self._tell(f"the check {check} is not taken")

    def _tell(self, reason: str, *columns: str) -> None:
        self.said.setdefault(reason, []).extend(columns)

    def _is_of_every_row(self, column: Any) -> bool:
        name = column["name"]
        if [name] == self._table.key and name not in self._links:
            kind = typed(column["type"], unique=True)
            if kind and kind[0]["type"] in ("integer", "uuid"):
                if name != "id":
                    self._tell("primary key; the slice has an id of its own", name)
                return True
        if name == "version":
            self._tell("left out; the slice has a version of its own", name)
        return snake(name) in _OF_EVERY_ROW

    def _reference(self, column: str) -> Entry | None:
        link = self._links.get(column)
        if link is None:
            return None
        to = link["referred_table"]
        field: Entry = {"name": without_id(snake(column)), "type": "reference"}
        field["to"] = self._names.get(to) or singular(snake(to))
        deletion = self._table.deletions.get(column, "")
        if deletion in _DELETIONS:
            field["on_delete"] = _DELETIONS[deletion]
        elif deletion == "SET DEFAULT":
            self._tell("on delete set default is not taken; a deletion is refused", column)
        return field

    def _plain(self, column: Any) -> Entry | None:
        name, checks = column["name"], self._table.checks
        field: Entry = {"name": snake(name)}
        if name != field["name"]:
            self._tell(f"called {field['name']}", name)
        if name in checks.values:
            return field | {"type": "enum", "values": checks.values[name]}
        if name in checks.json:
            return field | {"type": "json"}
        taken = typed(column["type"], unique=self._is_unique(name))
        if taken is None:
            return None
        if taken[1]:
            self._tell(taken[1], name)
        return field | taken[0] | checks.limits.get(name, {})

    def _is_unique(self, column: str) -> bool:
        return (column,) in self._table.uniques or [column] == self._table.key

    def _set_unique(self, field: Entry, column: str) -> None:
        if not self._is_unique(column):
            return
        if field["type"] in _NEVER_UNIQUE:
            self._tell(f"that a {field['type']} is unique is not taken", column)
        else:
            field["unique"] = True

    def _set_default(self, field: Entry, column: Any) -> None:
        said = column.get("default")
        if is_nothing(said) or column.get("autoincrement") is True:
            return
        default = constant_of(str(said), field["type"])
        if default is None or field.get("unique") or field["type"] in _NEVER_DEFAULT:
            self._tell(f"the default {said} is not taken", column["name"])
        else:
            field["default"] = default
