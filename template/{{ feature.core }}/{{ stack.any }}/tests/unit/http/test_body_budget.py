"""How much of a body is read, and how much of the rest is read to throw it away."""

from app.http.body_budget import BodyBudget

LIMIT = 1024


def test_a_body_of_just_the_limit_is_within_it():
    budget = BodyBudget(LIMIT)

    budget.count(b"x" * LIMIT)

    assert not budget.is_spent


def test_a_byte_more_is_too_much_however_it_comes():
    budget = BodyBudget(LIMIT)

    for piece in (b"x" * LIMIT, b"", b"x"):
        budget.count(piece)

    assert budget.is_spent


def test_the_rest_is_drained_within_bounds():
    budget = BodyBudget(LIMIT)
    drained = 0

    while budget.may_drain:
        budget.count(b"x" * LIMIT)
        drained += 1

    assert drained == 16
