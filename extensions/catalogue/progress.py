"""Where a service stands on its checklists: what CHECKLIST.md tells, and what its tests prove."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from .checklists import CHECKLISTS, Checklist, Item
from .selection import Selection

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


class Standing(BaseModel):
    """A checklist in one service."""

    name: str
    title: str
    lines: tuple[Line, ...]


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
