"""The statements of a resource's table. Each is compiled once; what varies is bound."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Func, Q, QuerySet, Subquery

from app.infrastructure.database.models import Row
from app.infrastructure.database.prepared import Bound, Prepared, delete, insert, update
from app.infrastructure.database.references import foreign_keys_of

Rows = QuerySet[Any, Any]
Names = tuple[str, ...]

NEW = ""
"""Begins the names of the values that an UPDATE sets: Django has no other use for the bare ones."""
WITHIN = "within_"
"""Begins the names of the ids that the rows of a list refer to."""
_COUNT = Func(template="count(*)", output_field=BigIntegerField())
_PATTERN = Bound("pattern", CharField())


class Statements:
    """`searched` names the fields that a search looks into; each has a folded twin."""

    def __init__(self, model: type[Row], *, searched: tuple[str, ...] = ()) -> None:
        self._model = model
        self.folds = model.folds()
        self._twins = {name: twin for twin, name in self.folds.items()}
        fields = model._meta.concrete_fields
        self._nullable = {field.attname for field in fields if field.null}
        self._unique = set(_unique_alone(model)) - self._nullable
        shown = [field.attname for field in fields if field.attname not in self.folds]
        self._searched = [self._twins[name] for name in searched]
        self._all: Rows = model._default_manager.order_by()
        self._rows: Rows = self._all.values(*shown)
        self._pages: dict[tuple[str, bool, Names], Prepared] = {}
        self._key = model._meta.pk
        by_key = self._rows.filter(pk=Bound("key", self._key))
        self.find = Prepared(by_key)
        self.lock = Prepared(by_key.select_for_update())
        self.add = insert(model)
        self.save = update(model, but=("id", "created_at"))
        self.remove = delete(model)

    @cached_property
    def references(self) -> dict[str, tuple[str, Prepared]]:
        """By the name of its constraint: the field of a reference, and what looks for its row."""
        fields = {field.column: field for field in self._model._meta.concrete_fields}
        found = [(each.name, fields[each.column]) for each in foreign_keys_of(self._model)]
        return {name: (field.attname, _look_up(field.related_model)) for name, field in found}

    def numbered(self, sort: str, *, searching: bool, within: Names = ()) -> Prepared:
        """A page in any order; each row carries the total, counted apart from the page it is on.
        `within` names references: of those alone that lead to given rows."""
        key = sort, searching, within
        if key not in self._pages:
            total = Subquery(self._counted(searching, within))
            page = self._matching(self._rows, searching, within).annotate(total=total)
            ordered = page.order_by(*self._order(sort))
            self._pages[key] = Prepared(ordered, bounded=("limit", "offset"))
        return self._pages[key]

    def count(self, *, searching: bool, within: Names = ()) -> Prepared:
        key = "count", searching, within
        if key not in self._pages:
            self._pages[key] = Prepared(self._counted(searching, within))
        return self._pages[key]

    def following(self, *, searching: bool, starting: bool, within: Names = ()) -> Prepared:
        """The newest first, after one that was seen; ids rise with time."""
        key = ">" if starting else "<", searching, within
        if key not in self._pages:
            page = self._matching(self._rows, searching, within)
            later = page if starting else page.filter(pk__lt=Bound("last", self._key))
            self._pages[key] = Prepared(later.order_by("-id"), bounded=("limit",))
        return self._pages[key]

    def _counted(self, searching: bool, within: Names) -> Rows:
        found = self._matching(self._all, searching, within)
        return found.annotate(total=_COUNT).values("total")

    def _matching(self, rows: Rows, searching: bool, within: Names) -> Rows:
        found = Q()
        for twin in self._searched if searching else ():
            found |= Q(**{f"{twin}__like": _PATTERN})
        return rows.filter(found, **{name: Bound(f"{WITHIN}{name}", self._key) for name in within})

    def _order(self, sort: str) -> tuple[Any, ...]:
        """The field asked for; ties are broken by id, the same way round, where there can be any:
        then an index has both. What is empty is last in rising order, as PostgreSQL has it."""
        name, falling = sort.removeprefix("-"), sort.startswith("-")
        column = self._twins.get(name, name)
        empty = True if name in self._nullable else None
        field = F(column)
        first = field.desc(nulls_first=empty) if falling else field.asc(nulls_last=empty)
        if column in self._unique:
            return (first,)
        return first, "-id" if falling else "id"


def _look_up(model: Any) -> Prepared:
    key = Bound("key", model._meta.pk)
    return Prepared(model._default_manager.order_by().filter(pk=key).values("id"))


def _unique_alone(model: type[Row]) -> Iterator[str]:
    """The fields that are unique each by itself."""
    yield from (field.attname for field in model._meta.concrete_fields if field.unique)
    for constraint in model._meta.total_unique_constraints:
        if len(constraint.fields) == 1:
            yield constraint.fields[0]
