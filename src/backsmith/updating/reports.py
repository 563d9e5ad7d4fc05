"""What a change does to a project, as a person and as a program are told it. Paths are the
project's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backsmith.examining.pristine import names_of, pristine
from backsmith.updating.changelogs import Release
from backsmith.updating.rehearsals import Rehearsal

_KEPT = ("_commit", "_src_path", "chosen", "seeded")
"""What the answers file has beside answers."""


@dataclass(frozen=True)
class Schema:
    """What became of tables."""

    files: list[str]
    commands: list[str]
    """What brings them to the database."""


@dataclass(frozen=True)
class Report:
    title: str
    template: str
    versions: tuple[str | None, str | None]
    """Before and after."""
    answers: Mapping[str, tuple[Any, Any]]
    """Those that change: before and after."""
    added: list[str]
    changed: list[str]
    removed: list[str]
    conflicts: list[str]
    rejected: list[str]
    lost: list[str]
    """Files that the owner has edited, and that go."""
    schema: Schema
    messages: Sequence[str]
    """What the template says to that."""
    notes: Sequence[str]
    """What the command says to that."""
    news: Sequence[Release]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed)

    def as_json(self, state: str, diff: str | None = None) -> dict[str, Any]:
        """The shape is an API: docs/reference/updates.md tells it."""
        return {
            "state": state,
            "title": self.title,
            "template": self.template,
            "version": {"before": self.versions[0], "after": self.versions[1]},
            "answers": {n: {"before": b, "after": a} for n, (b, a) in self.answers.items()},
            "files": {"added": self.added, "changed": self.changed, "removed": self.removed},
            "conflicts": self.conflicts,
            "rejected": self.rejected,
            "lost_edits": [{"path": path, "restore": restore(path)} for path in self.lost],
            "schema": {"files": self.schema.files, "commands": self.schema.commands},
            "changelog": [release.as_json() for release in self.news],
            "notes": [*self.notes],
            "messages": [*self.messages],
            "diff": diff,
        }


def report_of(
    rehearsal: Rehearsal,
    title: str,
    *,
    notes: Sequence[str] = (),
    news: Sequence[Release] = (),
    change: str = "what changed",
) -> Report:
    own = len(rehearsal.place.prefix)
    before, after = rehearsal.answers_before, rehearsal.answers_after
    paths = {kind: rehearsal.paths(kind) for kind in ("added", "changed", "removed")}
    return Report(
        title=title,
        template=str(after["_src_path"]),
        versions=(before.get("_commit"), after.get("_commit")),
        answers=_answers_between(before, after),
        added=[path[own:] for path in paths["added"]],
        changed=[path[own:] for path in paths["changed"]],
        removed=[path[own:] for path in paths["removed"]],
        conflicts=[path[own:] for path in rehearsal.conflicts],
        rejected=[path[own:] for path in rehearsal.rejected],
        lost=_lost(rehearsal),
        schema=_schema(rehearsal, change),
        messages=rehearsal.messages,
        notes=notes,
        news=news,
    )


def restore(path: str) -> str:
    import shlex

    return f"git checkout HEAD -- {shlex.quote(path)}"


def _answers_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    names = [name for name in dict.fromkeys([*before, *after]) if name not in _KEPT]
    pairs = {name: (before.get(name), after.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _lost(rehearsal: Rehearsal) -> list[str]:
    """Those that go, and are not as the template had made them."""
    own = len(rehearsal.place.prefix)
    gone = {c.path[own:]: c.before.name for c in rehearsal.changes if c.before and not c.after}
    if not gone:
        return []
    with pristine(rehearsal.answers_before) as place:
        made = names_of(place, gone)
    return [path for path, name in gone.items() if made.get(path) != name]


def _schema(rehearsal: Rehearsal, change: str) -> Schema:
    """By the names of files: models and migrations."""
    own = len(rehearsal.place.prefix)
    present = [change.path[own:] for change in rehearsal.changes if change.after]
    models = [path for path in present if path.endswith("/models.py")]
    migrations = [path for path in present if "migrations/" in path and path.endswith(".py")]
    with_own = {path.rpartition("/migrations/")[0] for path in migrations}
    commands = []
    if any(path.removesuffix("/models.py") not in with_own for path in models):
        is_django = rehearsal.answers_after.get("framework") == "django"
        commands.append("make migration" if is_django else f'make migration m="{change}"')
    if commands or migrations:
        commands.append("make migrate")
    return Schema(sorted({*models, *migrations}), commands)
