"""`backsmith update`: to another version of the template, or to where the template has moved."""

from contextlib import ExitStack

from backsmith import screen
from backsmith.checkouts import shared_checkouts
from backsmith.examining.soundness import (
    open_as_recorded,
    require_sound,
    require_source,
    require_version,
)
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project
from backsmith.sources import source_of
from backsmith.templates import Template, opened
from backsmith.updating.changelogs import Names, Release, releases_between
from backsmith.updating.changes import How, carry_out, ready
from backsmith.updating.rehearsals import Request


def update_project(project: Project, to: str | None, template: str | None, how: How) -> Exit:
    """Raises CommandError, and then nothing has changed."""
    with ExitStack() as stack:
        stack.enter_context(ready(project))
        stack.enter_context(shared_checkouts())
        version = require_version(project)
        source = source_of(template) if template else require_source(project)
        old = open_as_recorded(stack, source, version)
        new = stack.enter_context(opened(source, to))
        has_moved = source.url != project.source
        if not has_moved:
            require_sound(project, old)
        if new.commit == old.commit and not has_moved:
            return _say_nothing_to_do(project, new, how, is_newest=to is None)
        _refuse_downgrade(old, new)
        moved = f", from {source.url}" if has_moved else ""
        request = Request(
            {}, keeps_version=False, to=to, template=source.url if has_moved else None
        )
        return carry_out(
            project,
            request,
            how,
            title=f"Update from {old.commit} to {new.commit}{moved}",
            news=_news(project, old, new),
        )


def _say_nothing_to_do(project: Project, template: Template, how: How, *, is_newest: bool) -> Exit:
    why = "the newest version" if is_newest else "the version asked for"
    if how.as_json:
        version = {"before": project.commit, "after": template.commit}
        screen.print_json({"state": "unchanged", "template": project.source, "version": version})
    else:
        screen.results().print(f"Nothing to do: the project is at {template.commit}, {why}.")
    return Exit.DONE


def _refuse_downgrade(old: Template, new: Template) -> None:
    before, after = old.version, new.version
    if before is None or after is None:
        unknown = old.commit if before is None else new.commit
        raise CommandError(
            f"The template's {unknown} is no version that can be compared: its tags should be "
            "numbers, as v1.2.0."
        )
    if before > after:
        raise CommandError(
            f"The project is at {old.commit}, which is newer than {new.commit}: a project can't go "
            "back to an older template. Take the update back by git revert instead."
        )


def _news(project: Project, old: Template, new: Template) -> list[Release]:
    file = new.root / "CHANGELOG.md"
    if not file.is_file():
        return []
    text = file.read_text(encoding="utf-8", errors="replace")
    return releases_between(text, old.version, new.version, names_in(project, new))


def names_in(project: Project, template: Template) -> Names:
    """What an entry may be for: frameworks, databases, options and items."""
    catalogue = template.catalogue
    try:
        selection = catalogue.Resolver().resolve(project.answers)
    except catalogue.CatalogueError:  # the rehearsal tells; until then nothing is left out
        return Names((), ())
    known = _choices(template, "framework") | _choices(template, "database")
    own = _names_of(template, "framework", project) | _names_of(template, "database", project)
    for name, feature in catalogue.FEATURES.items():
        known.add(feature.title.lower())
        own |= {feature.title.lower()} if name in selection.features else set()
    for item in catalogue.CHECKLISTS.items.values():
        names = {item.id, item.name, item.title.lower()}
        known |= names
        own |= names if item.is_always_met or item.id in selection.items else set()
    return Names(known, own)


def _choices(template: Template, question: str) -> set[str]:
    values = template.questions[question]["choices"]
    return {name for title, value in values.items() for name in _names(title, value)}


def _names_of(template: Template, question: str, project: Project) -> set[str]:
    """What the project's answer is called."""
    values, own = template.questions[question]["choices"], project.answers.get(question)
    return {n for title, value in values.items() if value == own for n in _names(title, value)}


def _names(title: str, value: str) -> set[str]:
    """By value, and by title: "MySQL or MariaDB" is two names."""
    return {value.lower(), *title.partition(" (")[0].lower().split(" or ")}
