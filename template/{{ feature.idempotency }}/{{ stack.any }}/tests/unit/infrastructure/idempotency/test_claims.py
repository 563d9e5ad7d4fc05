"""Claims: whose key is whose, and which requests are the same."""

from datetime import timedelta

import pytest

from app.http.errors import ValidationFailed
from app.infrastructure.idempotency.claims import Answer, Claim, Held, answer_for, claim_of
from app.infrastructure.idempotency.errors import KeyReused, StillInFlight

ANSWER = Answer(201, {}, b"{}")
LOCK, KEEP = timedelta(seconds=5), timedelta(hours=24)


def claim(key: str = "key", asked: bytes = b"POST /", caller: str = "") -> Claim:
    return claim_of(key, asked, caller=caller, lock=LOCK, keep=KEEP)


def test_two_callers_never_have_the_same_key():
    claims = {claim(caller=caller).id for caller in ("", "ann", "bob")}

    assert len(claims) == 3


def test_a_key_is_no_part_of_another_callers_name():
    assert claim(key="b", caller="a").id != claim(key="ab", caller="").id


def test_a_key_and_a_caller_cannot_be_read_from_it():
    made = claim(key="my-secret-key", caller="ann@example.com")

    assert len(made.id) == 64
    assert "secret" not in repr(made)
    assert "ann" not in repr(made)


def test_each_attempt_is_another():
    assert claim().attempt != claim().attempt


def test_it_ends_and_is_forgotten_in_time():
    made = claim()

    assert made.locked_until - made.begun == LOCK
    assert made.expires_at - made.begun == KEEP


def test_the_same_request_gets_the_answer():
    made = claim()

    assert answer_for(made, Held(made.fingerprint, ANSWER)) == ANSWER


def test_another_request_is_refused_whether_there_is_an_answer_or_not():
    for answer in (ANSWER, None):
        with pytest.raises(KeyReused):
            answer_for(claim(), Held(claim(asked=b"POST /?a=1").fingerprint, answer))


def test_who_comes_too_early_is_told_to_wait():
    made = claim()

    with pytest.raises(StillInFlight):
        answer_for(made, Held(made.fingerprint, None))


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "a\n", "a\x7f", "ä", "k" * 256])
def test_what_is_no_key_is_told_by_the_name_of_the_header(key: str):
    with pytest.raises(ValidationFailed) as refused:
        claim(key=key)

    assert refused.value.details[0]["field"] == "header.idempotency-key"
    assert "idempotency" not in refused.value.details[0]["message"].lower()
