"""The resolver: from answers to items, from items to features. Pure, and the same every time."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import yaml

from .checklists import CHECKLISTS, PROFILES, Checklist, Checklists, Item
from .faults import CatalogueError
from .features import CORE, FEATURES, Feature, Question

CUSTOM = "custom"
STANDARD = "standard"


class Selection(NamedTuple):
    items: frozenset[str]
    """What the service meets by choice: asked for, needed by that, or there because of it."""
    features: tuple[str, ...]
    """`core`, then the others by name."""


class Resolver:
    """Of one catalogue."""

    def __init__(
        self, checklists: Checklists = CHECKLISTS, features: Mapping[str, Feature] = FEATURES
    ) -> None:
        self._checklists = checklists
        self._features = features

    def resolve(self, answers: Mapping[str, Any]) -> Selection:
        """Raises CatalogueError: a sentence for each fault, with its remedy."""
        chosen = self._with_needs(self._asked(answers))
        _refuse_conflicts(chosen, self._checklists.items)
        features = self._features_of(chosen, answers)
        features |= {f.name for f in self._features.values() if f.stands_in(features)}
        _refuse_conflicts(features, self._features)
        choosable = self._checklists.choosable.values()
        met = {item.id for item in choosable if features.issuperset(item.features)}
        return Selection(frozenset(met), (CORE, *sorted(features - {CORE})))

    def _asked(self, answers: Mapping[str, Any]) -> set[str]:
        profile = answers.get("profile") or STANDARD
        if profile != CUSTOM:
            refuse_unknown("profile", [profile], (*PROFILES, CUSTOM))
            return self._checklists.of_profile(profile)
        return {
            f"{checklist.name}.{name}"
            for checklist in self._checklists
            for name in self._ticked(checklist, answers)
        }

    def _ticked(self, checklist: Checklist, answers: Mapping[str, Any]) -> list[str]:
        question = checklist.question
        names = listed(question, answers.get(question))
        refuse_unknown(question, names, [item.name for item in checklist.choosable])
        return names

    def _with_needs(self, items: set[str]) -> set[str]:
        closed = set(items)
        while more := {n for name in closed for n in self._checklists.items[name].needs} - closed:
            closed |= more
        return closed

    def _features_of(self, items: set[str], answers: Mapping[str, Any]) -> set[str]:
        found = {CORE}
        todo = {feature for name in items for feature in self._checklists.items[name].features}
        todo |= {name for name in self._features if self._is_answered(name, answers)}
        while todo:
            found |= todo
            todo = {more for name in todo for more in self._opened(name, answers)} - found
        return found

    def _opened(self, name: str, answers: Mapping[str, Any]) -> set[str]:
        feature = self._features[name]
        if feature.question is None:
            return set(feature.needs)
        question = feature.question
        given = answers_to(question, answers.get(question.name))
        refuse_unknown(question.name, given, question.options)
        if not given:
            told = f"{question.name}: {feature.shown} needs one of {', '.join(question.options)}"
            raise CatalogueError([f"{told}{self._reason(name, answers)}."])
        _refuse_alone(question, given)
        return {*feature.needs, *(f for each in given for f in question.options[each].features)}

    def _reason(self, needed: str, answers: Mapping[str, Any]) -> str:
        """Which other answers ask for it."""
        asking = [
            name
            for name, feature in self._features.items()
            if needed in feature.needs and self._is_answered(name, answers)
        ]
        return "".join(f", as {self._features[name].shown} does not go without" for name in asking)

    def _is_answered(self, name: str, answers: Mapping[str, Any]) -> bool:
        """Whether a list says what of it is wanted."""
        question = self._features[name].question
        if question is None or not question.takes_many:
            return False
        return bool(listed(question.name, answers.get(question.name)))


def _refuse_conflicts(
    names: Iterable[str], known: Mapping[str, Item] | Mapping[str, Feature]
) -> None:
    """One sentence a pair. `known` says what each can't be with."""
    on = set(names)
    pairs = {tuple(sorted((one, other))) for one in on for other in on & {*known[one].conflicts}}
    if pairs:
        raise CatalogueError(
            [
                f"{known[one].shown} and {known[other].shown} can't be together: leave one out."
                for one, other in sorted(pairs)
            ]
        )


def _refuse_alone(question: Question, given: Iterable[str]) -> None:
    """Raises CatalogueError where each of these needs another beside it."""
    reasons = [question.options[value].needs_another for value in given]
    if all(reasons):
        others = " or ".join(question.sufficient)
        raise CatalogueError(
            [
                f"{question.name}: {value} is not enough, as {reason}: add {others}."
                for value, reason in zip(given, reasons, strict=True)
            ]
        )


def answers_to(question: Question, given: Any) -> list[str]:
    """What was answered, or else its default. Raises CatalogueError."""
    if not question.takes_many:
        return [given or str(question.default)]
    return list(question.default) if given is None else listed(question.name, given)


def listed(question: str, answer: Any) -> list[str]:
    """A list of names: Copier hands on what `--data` said as it stands. Raises CatalogueError."""
    if isinstance(answer, str):
        try:
            answer = yaml.safe_load(answer)
        except yaml.YAMLError:
            answer = 0
    if answer is None:
        return []
    if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
        raise CatalogueError([f"{question}: should be a list: --data '{question}=[one, other]'."])
    return list(dict.fromkeys(answer))


def refuse_unknown(question: str, given: Iterable[Any], known: Iterable[str]) -> None:
    """Raises CatalogueError: a sentence for each that is none of the known."""
    allowed = list(known)
    faults = []
    for name in given:
        if name not in allowed:
            close = get_close_matches(str(name), allowed, n=1)
            hint = f"did you mean {close[0]}?" if close else f"choose of {', '.join(allowed)}."
            faults.append(f"{question}: there is no {name}: {hint}")
    if faults:
        raise CatalogueError(faults)
