"""Every option that the catalogue offers, and sets of them in which each two meet."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from allpairspy import AllPairs

from extensions.catalogue.checklists import CHECKLISTS, Item
from extensions.catalogue.features import FEATURES, Question
from extensions.catalogue.layers import DATABASES, FRAMEWORKS

Answers = dict[str, Any]
_LISTS = [f.question for f in FEATURES.values() if f.question and f.question.takes_many]
WITHOUT: Answers = {"profile": "minimal", **{question.name: [] for question in _LISTS}}
"""Nothing beside what every service meets, whatever it had before."""
EVERYTHING: Answers = {
    "profile": "production",
    **{question.name: list(question.options) for question in _LISTS},
}
OFF = "off"


def custom(items: Iterable[str], **opened: str | list[str]) -> Answers:
    """The answers of somebody who ticks these items, and nothing else."""
    chosen = set(items)
    lists = {
        checklist.question: [item.name for item in checklist.choosable if item.id in chosen]
        for checklist in CHECKLISTS
        if checklist.choosable
    }
    return {"profile": "custom", **lists, **opened}


def _questions_of(item: Item) -> list[Question]:
    """What it opens by itself, and the lists of what it needs: whoever answered those with nothing
    has to answer them anew."""
    own = [asked for name in item.features if (asked := FEATURES[name].question)]
    needed = [FEATURES[need].question for name in item.features for need in FEATURES[name].needs]
    return own + [asked for asked in needed if asked and asked.takes_many]


def _ways(item: Item) -> Iterator[tuple[str, Answers]]:
    """Each way in which it can be had: a name, and the answers to what it opens."""
    questions = _questions_of(item)
    for values in product(*(question.options for question in questions)):
        opened = {
            question.name: _listed(question, value) if question.takes_many else value
            for question, value in zip(questions, values, strict=True)
        }
        yield "-".join([item.id, *values]), opened


def _listed(question: Question, value: str) -> list[str]:
    """With what it needs beside it."""
    needs_another = question.options[value].needs_another
    return [*(question.sufficient[:1] if needs_another else []), value]


_DISTINCT = {item.features: item for item in reversed(CHECKLISTS.choosable.values())}
_ITEMS = [item for item in CHECKLISTS.choosable.values() if _DISTINCT[item.features] is item]
"""The first of those that turn on the same."""

OPTIONS: dict[str, Answers] = {
    name: custom([item.id], **opened) for item in _ITEMS for name, opened in _ways(item)
}
"""One item at a time, in each way in which it can be had."""


def _pairwise() -> dict[str, Answers]:
    factors = {
        "database": list(DATABASES),
        **{item.id: [OFF, *(name for name, _ in _ways(item))] for item in _ITEMS},
    }
    ways = {name: opened for item in _ITEMS for name, opened in _ways(item)}
    found = {}
    for framework in FRAMEWORKS:
        for row in AllPairs(list(factors.values())):
            database, *chosen = row
            on = [name for name in chosen if name != OFF]
            items = [
                item for item, name in zip(list(factors)[1:], chosen, strict=True) if name != OFF
            ]
            opened = {k: v for name in on for k, v in ways[name].items()}
            answers = {"framework": framework, "database": database, **custom(items, **opened)}
            found["+".join([f"{framework}-{database}", *on])] = answers
    return found


PAIRWISE_OPTIONS = _pairwise()
"""Per framework: each two of a database, an option and a way of another in one service."""
