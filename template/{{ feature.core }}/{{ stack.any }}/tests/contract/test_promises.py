"""What every answer of the whole run had to keep. Runs last.

An answer that broke a promise is shown with the test that provoked it.
"""

import pytest

from tests.contract import promises
from tests.contract.promises import Promise
from tests.contract.watch import Watch

SHOWN = 5


@pytest.mark.checklist("api.response-envelope", proves="whole-run")
def test_every_body_was_an_envelope(watch: Watch) -> None:
    _kept_by_all(watch, promises.is_an_envelope)


@pytest.mark.checklist("api.response-envelope", proves="request-id")
def test_every_answer_had_the_identifier_of_its_request(watch: Watch) -> None:
    _kept_by_all(watch, promises.is_named)


@pytest.mark.checklist("api.status-codes", proves="whole-run")
def test_every_error_had_a_code_of_its_status(watch: Watch) -> None:
    _kept_by_all(watch, promises.has_a_code_of_its_status)


@pytest.mark.checklist("api.error-handling", proves="whole-run")
def test_nothing_crashed(watch: Watch) -> None:
    _kept_by_all(watch, promises.is_no_crash)


@pytest.mark.checklist("security.error-messages", proves="whole-run")
def test_no_error_told_of_what_the_service_is_made_of(watch: Watch) -> None:
    _kept_by_all(watch, promises.keeps_secrets)


@pytest.mark.checklist("security.security-headers", proves="whole-run")
def test_every_answer_kept_browsers_careful(watch: Watch) -> None:
    _kept_by_all(watch, promises.is_careful)


def test_no_answer_led_elsewhere(watch: Watch) -> None:
    _kept_by_all(watch, promises.points_nowhere_else)


def _kept_by_all(watch: Watch, promise: Promise) -> None:
    if not watch.exchanges:
        pytest.skip("only a part of the suite was run")
    broken = watch.broken[promise]
    assert not broken, "\n".join([f"{len(broken)} answers broke it:", *broken[:SHOWN]])
