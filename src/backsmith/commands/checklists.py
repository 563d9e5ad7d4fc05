"""`backsmith checklists`: what a service can be asked to meet; in a project, what it does meet."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backsmith.commands.answer_options import JsonOption, ProjectOption, RefOption, TemplateOption
from backsmith.faults import CommandError
from backsmith.question_flags import complete_lists

if TYPE_CHECKING:
    from rich.console import Console

_STATES = {"always": "met", "chosen": "met by choice", "left-out": "left out"}


def checklists(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="LIST", help="Only this list: api, security...", autocompletion=complete_lists
        ),
    ] = None,
    project: ProjectOption = None,
    template: TemplateOption = None,
    ref: RefOption = None,
    json: JsonOption = False,
) -> None:
    """List what a service can be asked to meet.

    In a project also where it stands on each line, and what turns on what is left out.
    """
    from backsmith import screen
    from backsmith.standpoints import standpoint

    with standpoint(project, template, ref) as here:
        lists = list(here.template.catalogue.CHECKLISTS)
        if name:
            lists = [_named(name, lists)]
        states = here.states
        told = [_told(item, states.get(item.id)) for checklist in lists for item in checklist.items]
        if json:
            screen.print_json({**here.as_data, "items": told})
            return
        for checklist in lists:
            _show(checklist, states, screen.results())


def _named(name: str, lists: list[Any]) -> Any:
    for checklist in lists:
        if checklist.name == name:
            return checklist
    known = [checklist.name for checklist in lists]
    close = get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"choose of {', '.join(known)}."
    raise CommandError(f"There is no checklist {name}: {hint}")


def _told(item: Any, state: str | None) -> dict[str, Any]:
    told = {
        "id": item.id,
        "title": item.title,
        "reason": item.reason,
        "is_always_met": item.is_always_met,
        "options": list(item.features),
        "profiles": list(item.profiles),
        "needs": list(item.needs),
        "conflicts": list(item.conflicts),
        "claims": dict(item.evidence),
    }
    if state is None:
        return told
    return {**told, "state": state.replace("-", "_"), "turns_on": _turns_on(item, state)}


def _show(checklist: Any, states: dict[str, str], console: "Console") -> None:
    from rich.text import Text

    from backsmith import tables

    tables.title(console, f"{checklist.title}{_score(checklist, states)}")
    rows = []
    for item in checklist.items:
        state = states.get(item.id)
        is_met = state != "left-out"
        text = Text(item.title, style="" if is_met else "bold")
        text.append(f"\n{item.reason}", style="dim")
        text.append(f"\n{_standing(item, state)}", style="green" if is_met else "yellow")
        rows.append((item.name, text))
    tables.rows(console, rows)


def _score(checklist: Any, states: dict[str, str]) -> str:
    if not states:
        return ""
    met = sum(states[item.id] != "left-out" for item in checklist.items)
    return f": {met} of {len(checklist.items)} met"


def _standing(item: Any, state: str | None) -> str:
    if state:
        command = _turns_on(item, state)
        return _STATES[state] + (f": {command}" if command else "")
    if item.is_always_met:
        return "met by every service"
    chosen = f"in {', '.join(item.profiles)}" if item.profiles else "in no profile"
    return f"an option, {chosen}"


def _turns_on(item: Any, state: str) -> str | None:
    return f"backsmith enable {item.id}" if state == "left-out" else None
