"""A plan as a person reads it: what it brings, what it needs, which files it is."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from backsmith import tables
from backsmith.generating.plans import Plan, folders_of

if TYPE_CHECKING:
    from rich.console import Console

_SIZABLE = 30
"""Files. What is in a folder with fewer is not told apart."""
_DEEPEST = 2
"""Columns by which folders are set in, where there is room."""


def show(plan: Plan, console: "Console") -> None:
    """All of it."""
    summarize(plan, console, deepest=_DEEPEST)
    outline = plan.outline
    if outline.settings:
        tables.title(console, "Settings that it adds")
        tables.rows(console, [(setting.name, setting.help) for setting in outline.settings])
    tables.title(console, "Packages that it runs on")
    tables.paragraph(console, ", ".join(map(_name, outline.packages)), indent=2)
    tables.title(console, "Checklists")
    tables.rows(console, [(standing.title, _standing(standing)) for standing in outline.standings])


def summarize(plan: Plan, console: "Console", *, deepest: int = 0) -> None:
    """What somebody looks at before it is written. `deepest` is how far folders are set in."""
    outline = plan.outline
    tables.title(console, "What it has beside what every service has")
    if outline.features:
        tables.rows(console, [(feature.title, feature.help) for feature in outline.features])
    else:
        tables.paragraph(console, "Nothing.", indent=2)
    tables.title(console, "What it needs")
    needs = [(service.title, service.image) for service in outline.services]
    if needs:
        tables.rows(console, needs)
    else:
        tables.paragraph(console, "No server beside itself.", indent=2)
    counts = plan.counts
    tables.title(console, "What it meets of the checklists")
    met = counts["always"] + counts["chosen"]
    tables.paragraph(
        console,
        f"{met} of {sum(counts.values())} lines: {counts['always']} as every service does, "
        f"{counts['chosen']} by choice.",
        indent=2,
    )
    _show_tree(plan, console, deepest)


def _show_tree(plan: Plan, console: "Console", deepest: int) -> None:
    files = plan.draft.files
    tables.title(console, f"What is written: {len(files)} files")
    lines = list(_tree(dict(folders_of(files)), ".", deepest))
    widest = max((len(name) for name, _ in lines), default=0)
    for name, count in lines:
        console.print(f"  {name:<{widest}}  {count:>4}", soft_wrap=True)


def _tree(
    counts: dict[str, int], folder: str, deepest: int, above: str = ""
) -> Iterator[tuple[str, int]]:
    """Folders in it that are of some size, and in those. One that has but a folder is passed."""
    for name, count in counts.items():
        if name == "." or PurePath(name).parent.as_posix() != folder:
            continue
        if only := _only(counts, name):
            name = only
        label = PurePath(name).relative_to(folder).as_posix()
        yield f"{above}{label}/", count
        if count >= _SIZABLE and len(above) < deepest:
            yield from _tree(counts, name, deepest, f"{above}  ")


def _only(counts: dict[str, int], folder: str) -> str | None:
    """The folder in it that has all of its files."""
    inside = [name for name in counts if PurePath(name).parent.as_posix() == folder]
    return next((name for name in inside if counts[name] == counts[folder]), None)


def _standing(standing: Any) -> str:
    left_out = standing.count("left-out")
    told = f"{len(standing.met)} of {len(standing.lines)}"
    return f"{told}, {left_out} left out" if left_out else told


def _name(package: str) -> str:
    """Without its versions."""
    for sign in "<>=~!;":
        package = package.partition(sign)[0]
    return package.strip()
