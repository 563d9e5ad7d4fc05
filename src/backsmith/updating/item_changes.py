"""`backsmith enable` and `disable`: items of checklists, one by one, from whatever profile.

From then on the profile is custom: what the service has met until now, with this or without it.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from difflib import get_close_matches
from typing import Any, NamedTuple

from backsmith import screen
from backsmith.copier_runs import sentences_of
from backsmith.faults import CommandError, Exit
from backsmith.projects import Project
from backsmith.templates import Template
from backsmith.updating.answer_changes import open_for_change, read_answers, refuse_unasked
from backsmith.updating.changes import How, carry_out
from backsmith.updating.rehearsals import Request


class _Step(NamedTuple):
    """From the items that are met to those that are wanted."""

    items: set[str]
    notes: list[str]


def enable_items(
    project: Project, names: Iterable[str], pairs: Mapping[str, str], how: How
) -> Exit:
    """`pairs` answer what the items open. Raises CommandError, and then nothing has changed."""
    return _change(project, names, pairs, how, turns_on=True)


def disable_items(project: Project, names: Iterable[str], how: How) -> Exit:
    """Raises CommandError, and then nothing has changed."""
    return _change(project, names, {}, how, turns_on=False)


def _change(
    project: Project, names: Iterable[str], pairs: Mapping[str, str], how: How, *, turns_on: bool
) -> Exit:
    with ExitStack() as stack:
        template = open_for_change(stack, project)
        asked = _items_named(names, template)
        met = _resolved(template, project.answers)
        news = asked - met if turns_on else asked & met
        verb = "on" if turns_on else "off"
        if not news and not pairs:
            return _say_nothing_to_do(sorted(asked), verb, how)
        step = _with(news, met, template) if turns_on else _without(news, met, template)
        answers = {**_lists(step.items, template), **read_answers(pairs, template)}
        refuse_unasked(answers, project, template)
        if not turns_on:
            _refuse_what_stays(news, _resolved(template, {**project.answers, **answers}), template)
        title = f"Turn {verb} {', '.join(sorted(news or asked))}"
        return carry_out(project, Request(answers), how, title=title, notes=step.notes)


def _items_named(names: Iterable[str], template: Template) -> set[str]:
    """Raises CommandError: a sentence for each that is none, or met by every service."""
    items = template.catalogue.CHECKLISTS.items
    found, faults = set(), []
    for name in names:
        full = [key for key, item in items.items() if name in (key, item.name)]
        if len(full) > 1:
            faults.append(f"{name} is one of {', '.join(full)}: say which.")
        elif not full:
            faults.append(_unknown(name, template))
        elif items[full[0]].is_always_met:
            faults.append(f"{full[0]} is met by every service: it can't be turned on or off.")
        found.update(full)
    if faults:
        raise CommandError(*faults)
    return found


def _unknown(name: str, template: Template) -> str:
    choosable = template.catalogue.CHECKLISTS.choosable
    known = {**{item.name: key for key, item in choosable.items()}, **{k: k for k in choosable}}
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {known[close[0]]}?" if close else f"choose of {', '.join(choosable)}."
    return f"{name}: there is no such item: {hint}"


def _resolved(template: Template, answers: Mapping[str, Any]) -> set[str]:
    """Items that are met by choice."""
    catalogue = template.catalogue
    try:
        return set(catalogue.Resolver().resolve(answers).items)
    except catalogue.CatalogueError as error:
        raise CommandError(*sentences_of(error)) from error


def _with(news: set[str], met: set[str], template: Template) -> _Step:
    """And what they need."""
    items = template.catalogue.CHECKLISTS.items
    wanted, notes = met | news, []
    todo = sorted(news)
    while todo:
        name = todo.pop(0)
        more = [need for need in items[name].needs if need not in wanted]
        notes += [f"{name} needs {need}: it is turned on too." for need in more]
        wanted.update(more)
        todo += more
    return _Step({name for name in wanted if not items[name].is_always_met}, notes)


def _without(gone: set[str], met: set[str], template: Template) -> _Step:
    """Raises CommandError where another item needs one of them."""
    items = template.catalogue.CHECKLISTS.items
    left = met - gone
    needed = [
        f"{name} needs {need}: turn that off too, or leave this on."
        for name in sorted(left)
        for need in items[name].needs
        if need in gone
    ]
    if needed:
        raise CommandError(*needed)
    return _Step(left, [])


def _refuse_what_stays(gone: set[str], met: Collection[str], template: Template) -> None:
    """An item is met as long as all its features are on. Raises CommandError."""
    items = template.catalogue.CHECKLISTS.items
    stays = [
        f"{name} is met as long as {other} is on: turn that off too."
        for name in sorted(gone & set(met))
        for other in sorted(set(met) - gone)
        if set(items[name].features) & set(items[other].features)
    ]
    if stays:
        raise CommandError(*stays)


def _lists(wanted: Collection[str], template: Template) -> dict[str, Any]:
    """Every list in full."""
    lists = [one for one in template.catalogue.CHECKLISTS if one.question in template.questions]
    return {
        "profile": template.catalogue.CUSTOM,
        **{one.question: [i.name for i in one.choosable if i.id in wanted] for one in lists},
    }


def _say_nothing_to_do(asked: list[str], verb: str, how: How) -> Exit:
    if how.as_json:
        screen.print_json({"state": "unchanged", "items": asked})
    else:
        screen.results().print(f"Nothing to do: {', '.join(asked)}: {verb} already.")
    return Exit.DONE
