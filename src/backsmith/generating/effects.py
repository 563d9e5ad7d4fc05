"""What an answer brings: told while somebody chooses. From the template's own catalogue."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from backsmith.generating.questionnaire import Questionnaire


class _Brought(NamedTuple):
    features: tuple[Any, ...]
    services: tuple[Any, ...]
    settings: tuple[Any, ...]
    files: int

    def beside(self, others: Iterable["_Brought"]) -> "_Brought":
        """Without what all of the others bring too."""
        rest = list(others)

        def own(part: str) -> tuple[Any, ...]:
            known = [getattr(other, part) for other in rest]
            return tuple(it for it in getattr(self, part) if not all(it in k for k in known))

        less = min((other.files for other in rest), default=0)
        return _Brought(own("features"), own("services"), own("settings"), self.files - less)

    @property
    def told(self) -> str:
        lines = [
            _line("Brings", self.features),
            _line("Needs", self.services),
            _added(self.files, len(self.settings)),
        ]
        return "\n".join(filter(None, lines))


class Effects:
    """For one template. Answers that bring nothing of their own have nothing to tell."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._catalogue = questionnaire.template.catalogue
        self._lists = {checklist.question: checklist for checklist in self._catalogue.CHECKLISTS}

    def titles(self, name: str) -> dict[Any, str]:
        """Short ones, of items of a checklist: their reasons are told apart."""
        return {item.name: item.title for item in self._items(name)}

    def told(self, name: str, values: list[Any], said: Mapping[str, Any]) -> dict[Any, str]:
        """For each answer to a question: why, and what it brings that others don't."""
        items = {item.name: item for item in self._items(name)}
        if items:
            none = self._brought({**said, name: []})
            ticked = {v: self._brought({**said, name: [v]}).beside([none]) for v in values}
            return {v: f"{items[v].reason}\n{ticked[v].told}" for v in values if v in items}
        brought = {value: self._brought({**said, name: value}) for value in values}
        own = {value: one.beside(brought.values()).told for value, one in brought.items()}
        return {v: text or _NOTHING for v, text in own.items()} if any(own.values()) else {}

    def _items(self, name: str) -> list[Any]:
        checklist = self._lists.get(name)
        return list(checklist.choosable) if checklist else []

    def _brought(self, said: Mapping[str, Any]) -> _Brought:
        """Nothing, where the answers can't be together: that is told in the end."""
        from copier.errors import UserMessageError

        answered = self._questionnaire.answered(said)
        try:
            outline = self._catalogue.outline_of(answered.answers)
        except UserMessageError:
            return _Brought((), (), (), 0)
        return _Brought(outline.features, outline.services, outline.settings, outline.files)


_NOTHING = "Adds nothing, and needs nothing beside itself."


def _line(word: str, things: Iterable[Any]) -> str:
    titles = ", ".join(thing.title for thing in things)
    return f"{word}: {titles}." if titles else ""


def _added(files: int, settings: int) -> str:
    told = [_counted(files, "file"), _counted(settings, "setting")]
    return f"Adds {' and '.join(filter(None, told))}." if any(told) else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
