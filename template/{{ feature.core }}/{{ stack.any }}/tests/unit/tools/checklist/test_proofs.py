"""An item is proven when each of its claims has a test that passed, and no test of it failed."""

from dataclasses import replace

import pytest

from tests.unit.tools.checklist.evidence import ITEM, outcome
from tools.checklist.proofs import proofs_of

pytestmark = pytest.mark.checklist("operations.summary", proves="proofs")


def test_an_item_is_proven_when_each_claim_has_a_test_that_passed():
    [proof] = proofs_of([ITEM], [outcome("front"), outcome("back")])

    assert proof.holds
    assert proof.faults == []


def test_a_claim_without_a_test_is_not_proven():
    [proof] = proofs_of([ITEM], [outcome("front"), outcome(None)])

    assert not proof.holds
    assert proof.faults == ["Nothing has proven: The back door is locked. (proves='back')"]


def test_a_test_that_was_skipped_proves_nothing():
    [proof] = proofs_of([ITEM], [outcome("front"), outcome("back", state="skipped")])

    assert proof.unproven == ["back"]
    assert not proof.holds


def test_one_test_that_failed_is_enough():
    failed = outcome("back", state="failed")

    [proof] = proofs_of([ITEM], [outcome("front"), outcome("back"), failed])

    assert not proof.holds
    assert proof.faults == [f"{failed.test}: It was open."]


def test_a_test_of_another_item_is_none_of_this_one():
    [proof] = proofs_of([ITEM], [outcome("front", "back", item="security.windows")])

    assert proof.outcomes == ()
    assert not proof.holds


def test_what_is_left_out_promises_nothing():
    [proof] = proofs_of([replace(ITEM, state="left-out")], [])

    assert proof.holds
    assert proof.faults == []
