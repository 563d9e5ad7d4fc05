"""The document against the whole run: what was answered is documented, what is documented was
answered. Runs last.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from httpx2 import Client, Response

from tests.contract.answers import Json
from tests.contract.watch import Watch

UNPROVOKED = {429, 500, 503, 504}
"""What a healthy service does not answer to who asks for no more than a share."""
BY_CHANCE = {"StillInFlight"}
"""Errors that take two requests of one moment: whether they meet, nobody can say."""
CHOOSING = ("keyword", "markexpr", "lf", "deselect", "checklist_only")
"""Options with which a part of the suite is run."""
Seen = dict[tuple[str, str], dict[int, Response]]


@pytest.fixture(scope="module")
def document(client: Client) -> Json:
    found: Json = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def seen(document: Json, watch: Watch) -> Seen:
    """For each operation, an answer of each status that there was."""
    patterns = {
        path: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))
        for path in sorted(document["paths"], key=lambda path: path.count("{"))
    }
    found: Seen = defaultdict(dict)
    for method, path, status, response in watch.exchanges:
        for template, pattern in patterns.items():
            offered = {offer.upper() for offer in document["paths"][template]}
            if pattern.fullmatch(path) and method in offered:
                found[template, method.lower()].setdefault(status, response)
                break  # a path that is written out goes before one that it would fit
    return found


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _provoked(operation: Json) -> set[int]:
    """The statuses that the suite is to meet."""
    errors = {
        int(status): answer.get("content", {}).get("application/json", {}).get("examples", {})
        for status, answer in operation["responses"].items()
    }
    by_chance = {status for status, told in errors.items() if told and set(told) <= BY_CHANCE}
    return set(errors) - by_chance - UNPROVOKED


def _needs_the_whole_suite(config: pytest.Config) -> None:
    chosen = any(config.getoption(name, "") for name in CHOOSING)
    if chosen or not all(Path(argument).is_dir() for argument in config.args):
        pytest.skip("only a part of the suite was run")


@pytest.mark.checklist("api.documentation", proves="answers")
def test_every_status_that_was_answered_is_documented(document: Json, seen: Seen) -> None:
    for (path, method), answers in seen.items():
        documented = set(document["paths"][path][method]["responses"])
        assert {str(status) for status in answers} <= documented, (method, path)


@pytest.mark.checklist("api.documentation", proves="answers")
def test_every_answer_is_of_the_form_that_is_documented(document: Json, seen: Seen) -> None:
    schema = schemathesis.openapi.from_dict(document)

    for (path, method), answers in seen.items():
        for response in answers.values():
            schema[path][method.upper()].validate_response(response)


@pytest.mark.checklist("api.endpoint-tests", proves="operations")
def test_every_operation_was_called(
    document: Json, seen: Seen, pytestconfig: pytest.Config
) -> None:
    _needs_the_whole_suite(pytestconfig)

    uncalled = [
        operation["operationId"]
        for path, method, operation in _operations(document)
        if not any(status < 400 for status in seen[path, method])
    ]

    assert uncalled == []


@pytest.mark.checklist("api.endpoint-tests", proves="statuses")
def test_every_status_that_is_documented_was_answered(
    document: Json, seen: Seen, pytestconfig: pytest.Config
) -> None:
    _needs_the_whole_suite(pytestconfig)

    unproven: list[Any] = [
        (operation["operationId"], missing)
        for path, method, operation in _operations(document)
        if (missing := _provoked(operation) - set(seen[path, method]))
    ]

    assert unproven == []
