"""Where a service stands on its checklists: what CHECKLIST.md tells, and what its tests prove."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from .checklists import CHECKLISTS, Checklist, Item
from .selection import Selection

_SAID = {"always": "met by every service", "chosen": "chosen", "left-out": "left out"}
_UPDATE = "copier update --trust --defaults"


class Line(BaseModel):
    """An item in one service."""

    model_config = ConfigDict(frozen=True)

    item: Item
    state: str
    """`always`, `chosen` or `left-out`."""
    code: tuple[str, ...]
    turns_on: str
    """The command, where it is left out."""

    @property
    def is_met(self) -> bool:
        return self.state != "left-out"

    @property
    def said(self) -> str:
        """The state, in words."""
        return _SAID[self.state]

    @property
    def told_code(self) -> list[str]:
        """One line of links, or none."""
        links = [f"[{path}]({path})" for path in self.code]
        return [", ".join(links)] if links else []

    @property
    def told_command(self) -> list[str]:
        return [self.turns_on] if self.turns_on else []


class Standing(BaseModel):
    """A checklist in one service."""

    name: str
    title: str
    lines: tuple[Line, ...]

    @property
    def anchor(self) -> str:
        """As Markdown makes it of the title."""
        return self.title.lower().replace(" ", "-")

    @property
    def met(self) -> list[Line]:
        return [line for line in self.lines if line.is_met]

    def count(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)


_WALKS = {
    "an API": "api",
    "a database change": "database",
    "business logic": "business-logic",
    "an integration": "integrations",
}


def walks_of(standings: Iterable[Standing]) -> list[tuple[str, Standing]]:
    """The lists to walk through for each kind of change that has any."""
    by_name = {standing.name: standing for standing in standings}
    kinds = [(f"Checklist for {kind}", by_name[name]) for kind, name in _WALKS.items()]
    return [(kind, standing) for kind, standing in kinds if standing.met]


def state_of(selection: Selection, stacks: set[str]) -> list[Standing]:
    return [
        Standing(
            name=checklist.name,
            title=checklist.title,
            lines=tuple(_line(item, checklist, selection, stacks) for item in checklist.items),
        )
        for checklist in CHECKLISTS
    ]


def _line(item: Item, checklist: Checklist, selection: Selection, stacks: set[str]) -> Line:
    is_chosen = item.id in selection.items
    state = "always" if item.is_always_met else "chosen" if is_chosen else "left-out"
    left_out = state == "left-out"
    return Line(
        item=item,
        state=state,
        code=() if left_out else tuple(item.code_on(stacks)),
        turns_on=_command(item, checklist, selection.items) if left_out else "",
    )


def _command(item: Item, checklist: Checklist, met: Iterable[str]) -> str:
    """The items of the other lists stay ticked: they are what the project has met until now."""
    chosen = {*met, item.id}
    ticked = [listed.name for listed in checklist.choosable if listed.id in chosen]
    answer = f"{checklist.question}=[{', '.join(ticked)}]"
    return f"{_UPDATE} --data profile=custom --data '{answer}'"
