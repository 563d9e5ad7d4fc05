"""Three frameworks, one contract: no client can tell which of them answers.

The same requests, valid and hostile, go to a service of each framework, on a database of its own.
What may differ is masked, and no more: moments, identifiers, cursors, milliseconds, lengths. What a
framework brings beside the API, as Django's admin at /admin, is not asked for.
"""

from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

import pytest
import yaml

from extensions.catalogue.layers import DATABASES, FRAMEWORKS
from tests.support.databases import need
from tests.support.exchanges import Answer, Request, answers_of, requests
from tests.support.presets import EVERY_TYPE, Answers
from tests.support.rendering import rendered
from tests.support.running import served
from tools.render import ROOT

FIRST, *OTHERS = FRAMEWORKS
FEWEST = 300
SHOWN = 5
DOCUMENT = Request(0, {"send": "GET /openapi.json"})
ORIGIN = "https://app.example.com"
"""The web page that may call; the requests have it."""


class Said(NamedTuple):
    """All that a service of one framework has answered."""

    document: Answer
    answers: list[Answer]


on_each_database = pytest.mark.parametrize(
    "database",
    [pytest.param(name, marks=() if name == "sqlite" else pytest.mark.slow) for name in DATABASES],
)
on_each_framework = pytest.mark.parametrize("framework", FRAMEWORKS)
on_each_other_framework = pytest.mark.parametrize("framework", OTHERS)


@cache
def said(framework: str, database: str) -> Said:
    """Asked once by a process."""
    need(database)
    with served(rendered(answers_for(framework, database)), CORS_ORIGINS=ORIGIN) as port:
        document = next(answers_of(port, [DOCUMENT]))
        return Said(document, list(answers_of(port, requests())))


def answers_for(framework: str, database: str) -> Answers:
    """With the resource that every service comes with, and one that has every type of field."""
    questions = yaml.safe_load((ROOT / "copier.yml").read_text())
    resources = [*yaml.safe_load(questions["resources"]["default"]), EVERY_TYPE]
    return {"framework": framework, "database": database, "resources": resources}


def differences(
    asked: list[Request], one: list[Answer], other: list[Answer]
) -> list[tuple[Request, Answer, Answer]]:
    """What two services answer differently, and have no reason to; and the reverse of it."""
    return [
        (request, here, there)
        for request, here, there in zip(asked, one, other, strict=True)
        if (here != there) != ("differs" in request.line)
    ]


def told(found: list[tuple[Request, Answer, Answer]]) -> str:
    parts = [f"\n=== {len(found)} requests are answered differently"]
    parts += [f"--- {request}\n{one}\n--- but\n{other}" for request, one, other in found[:SHOWN]]
    parts += [str(request) for request, *_ in found[SHOWN:]]
    return "\n".join(parts)


@on_each_database
@on_each_other_framework
def test_the_document_is_the_same_byte_by_byte(framework: str, database: str) -> None:
    first, other = said(FIRST, database).document, said(framework, database).document

    assert first.status == 200
    assert len(first.body) > 20_000
    assert other == first


@on_each_database
@on_each_other_framework
def test_every_request_is_answered_alike(framework: str, database: str) -> None:
    first, other = said(FIRST, database).answers, said(framework, database).answers

    found = differences(requests(), first, other)

    if found:
        pytest.fail(told(found), pytrace=False)


@on_each_database
@on_each_framework
def test_nothing_goes_wrong_on_our_side(framework: str, database: str) -> None:
    answers = zip(requests(), said(framework, database).answers, strict=True)

    broken = [f"{request}\n{answer}" for request, answer in answers if answer.status >= 500]

    assert broken == []


@on_each_framework
def test_the_requests_are_many_and_varied(framework: str) -> None:
    """So that it means something that their answers are equal."""
    statuses = Counter(answer.status for answer in said(framework, "sqlite").answers)

    assert statuses.total() >= FEWEST
    assert {200, 201, 204, 304, 400, 404, 405, 406, 409, 412, 413, 415} <= set(statuses)
    assert statuses[200] > 100
    assert statuses[201] > 50
    assert statuses[0] == 0


def test_a_difference_is_found_and_shown() -> None:
    asked = list(islice(requests(), 3))
    same = [Answer(200, ["etag: 1"], "{}")] * 3
    for other in (
        Answer(201, ["etag: 1"], "{}"),
        Answer(200, [], "{}"),
        Answer(200, ["etag: 1"], ""),
    ):
        found = differences(asked, same, [same[0], other, same[2]])

        assert found == [(asked[1], same[1], other)]
        assert f"line {asked[1].number}: " in told(found)
        assert str(other) in told(found)


def test_a_reason_to_differ_that_is_none_is_found() -> None:
    asked = [Request(1, {"send": "GET /", "differs": "by its standard"})]
    one, other = [Answer(200, [], "")], [Answer(404, [], "")]

    assert differences(asked, one, other) == []
    assert differences(asked, one, one) != []
