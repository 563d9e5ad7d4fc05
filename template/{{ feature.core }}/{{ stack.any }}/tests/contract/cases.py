"""The cases that the samples make: what tests of the suite are run for.

A test takes a case by the name that it has in `BY_NAME`: `sample`, `fault`, `unique_field`...
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from httpx2 import Client

from tests.parents import fresh
from tests.registry import SAMPLES
from tests.samples import Body, Reference, Sample


class Field(NamedTuple):
    """A field of a resource."""

    sample: Sample
    name: str


class Pair(NamedTuple):
    """Two resources, for what must not pass from one to the other."""

    sample: Sample
    other: Sample


class Fault(NamedTuple):
    """A value that a field refuses."""

    sample: Sample
    name: str
    value: Any


class Referring(NamedTuple):
    """A field that holds the id of a row of another resource."""

    sample: Sample
    reference: Reference

    @property
    def name(self) -> str:
        return self.reference.name


class Text(NamedTuple):
    """A field that takes a text of any form."""

    sample: Sample
    name: str
    shortest: int
    longest: int
    trimmed: bool

    def body(self, client: Client, text: str) -> Body:
        return {**fresh(client, self.sample), self.name: text}


Case = Sample | Field | Pair | Fault | Referring | Text

ROOM_FOR_A_SENTENCE = 40
ROOM_FOR_A_PAGE = 1500


def _fields(kind: str) -> list[Field]:
    return [Field(sample, name) for sample in SAMPLES for name in getattr(sample, kind)]


_TEXTS = [
    Text(sample, text.name, text.shortest, text.longest, text.trimmed)
    for sample in SAMPLES
    for text in sample.texts
]

BY_NAME: dict[str, Sequence[Case]] = {
    "sample": SAMPLES,
    "pair": [Pair(*pair) for pair in pairwise(SAMPLES)],
    "fault": [Fault(sample, *fault) for sample in SAMPLES for fault in sample.faults],
    "field": [Field(sample, name) for sample in SAMPLES for name in sample.body(0)],
    "whole_number": [
        Field(sample, name)
        for sample in SAMPLES
        for name, value in sample.body(0).items()
        if isinstance(value, int) and not isinstance(value, bool)
    ],
    "required_field": _fields("required"),
    "optional_field": _fields("optional"),
    "unique_field": _fields("unique"),
    "folded_field": _fields("folded"),
    "sorted_field": _fields("sortable"),
    "referring": [Referring(sample, each) for sample in SAMPLES for each in sample.references],
    "text": _TEXTS,
    "long_text": [text for text in _TEXTS if text.longest >= ROOM_FOR_A_PAGE],
    "searched_text": [
        text
        for text in _TEXTS
        if text.name in text.sample.searchable and text.longest >= ROOM_FOR_A_SENTENCE
    ],
}


def id_of(case: Case) -> str:
    """How a test names it: companies, companies-name, companies-name-'x'."""
    match case:
        case Sample():
            return case.name
        case Pair():
            return f"{case.sample.name}-{case.other.name}"
        case Fault():
            return f"{case.sample.name}-{case.name}-{case.value!r:.24}"
    return f"{case.sample.name}-{case.name}"
