"""What Copier asks while answers are still coming in: entries, ticks, and whether to ask at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from .checklists import CHECKLISTS, PROFILES
from .faults import CatalogueError
from .features import FEATURES, Question
from .layers import DATABASES, FRAMEWORKS
from .licenses import LICENSES
from .project import PYTHONS
from .selection import CUSTOM, STANDARD, Resolver, listed, refuse_unknown

_RESOLVER = Resolver()
_LISTS = {checklist.question: checklist for checklist in CHECKLISTS}
QUESTIONS = {f.question.name: f.question for f in FEATURES.values() if f.question}


class Questions:
    """For one state of the answers. `copier.yml` calls it by the names of its questions."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self._answers = answers

    def choices(self, question: str) -> dict[str, str]:
        """What a person sees, and what is answered by it."""
        if question in _LISTS:
            items = _LISTS[question].choosable
            return {f"{item.title}: {item.reason}": item.name for item in items}
        options = QUESTIONS[question].options
        return {option.title: value for value, option in options.items()}

    def asks(self, question: str) -> bool:
        """A list only of who chooses by lists; else only where a chosen item opens it."""
        if question in _LISTS:
            return self._answers.get("profile") == CUSTOM
        return question in {asked.name for asked in self._opened()}

    def ticked(self, question: str) -> list[str]:
        """What the service has met until now; a new one begins with the standard."""
        before = self._answers.get("chosen")
        met = CHECKLISTS.of_profile(STANDARD) if before is None else set(before)
        return [item.name for item in _LISTS[question].choosable if item.id in met]

    def _opened(self) -> list[Question]:
        try:
            features = _RESOLVER.resolve(self._with_ticks()).features
        except CatalogueError:  # told when all is answered
            return []
        return [asked for name in features if (asked := FEATURES[name].question)]

    def _with_ticks(self) -> dict[str, Any]:
        """A list that is not answered yet has its ticks."""
        ticks = {name: self.ticked(name) for name in _LISTS}
        return {
            **ticks,
            **{name: value for name, value in self._answers.items() if value is not None},
        }


def refuse_unknown_choices(answers: Mapping[str, Any]) -> None:
    """Before anything is asked: Copier itself would end with a traceback. Raises CatalogueError."""
    for question, known in _CHOICES.items():
        if (given := answers.get(question)) is not None:
            refuse_unknown(question, [given], known)
    for question, checklist in _LISTS.items():
        if (given := answers.get(question)) is not None:
            names = listed(question, given)
            refuse_unknown(question, names, [item.name for item in checklist.choosable])


_CHOICES: dict[str, Iterable[str]] = {
    "framework": FRAMEWORKS,
    "database": DATABASES,
    "license": LICENSES,
    "profile": (*PROFILES, CUSTOM),
    "python_version": PYTHONS,
    **{name: question.options for name, question in QUESTIONS.items()},
}
"""Every question that takes one answer of a few."""
