"""What Copier asks while answers are still coming in: entries, ticks, and whether to ask at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from .checklists import CHECKLISTS, PROFILES
from .faults import CatalogueError
from .features import FEATURES, Question
from .layers import DATABASES, FRAMEWORKS
from .licenses import LICENSES
from .project import PYTHONS
from .selection import CUSTOM, STANDARD, Resolver, answers_to, listed, refuse_unknown

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
        if question in QUESTIONS:
            return list(QUESTIONS[question].default) if self._begins_with(question) else []
        before = self._answers.get("chosen")
        met = CHECKLISTS.of_profile(STANDARD) if before is None else set(before)
        return [item.name for item in _LISTS[question].choosable if item.id in met]

    def _begins_with(self, question: str) -> bool:
        """Whether the default of a list is proposed: where an item asks for it, or a new service of
        this profile. What runs already is not changed by a profile that has grown."""
        if question in {asked.name for asked in self._opened()}:
            return True
        is_new = self._answers.get("chosen") is None
        return is_new and self._answers.get("profile") in QUESTIONS[question].profiles

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
    faults: list[str] = []
    for question in (*_CHOICES, *_LISTS):
        try:
            _refuse_unknown_answer(question, answers.get(question))
        except CatalogueError as error:
            faults += error.faults
    if faults:
        raise CatalogueError(faults)


def _refuse_unknown_answer(question: str, given: Any) -> None:
    if given is None:
        return
    if question in _LISTS:
        choosable = [item.name for item in _LISTS[question].choosable]
        refuse_unknown(question, listed(question, given), choosable)
    elif question in QUESTIONS:
        refuse_unknown(
            question, answers_to(QUESTIONS[question], given), QUESTIONS[question].options
        )
    else:
        refuse_unknown(question, [given], _CHOICES[question])


_CHOICES: dict[str, Iterable[str]] = {
    "framework": FRAMEWORKS,
    "database": DATABASES,
    "license": LICENSES,
    "profile": (*PROFILES, CUSTOM),
    "python_version": PYTHONS,
    **{name: question.options for name, question in QUESTIONS.items()},
}
"""Every question that takes one answer of a few."""
