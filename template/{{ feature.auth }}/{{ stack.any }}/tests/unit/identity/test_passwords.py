"""Passwords: what is taken, what is kept, and that nobody learns from the time whose there is."""

from time import perf_counter

import pytest
from pydantic import TypeAdapter, ValidationError

from app.config import Settings
from app.identity.passwords import Hasher, NewPassword

GOOD = "four words in a row"
WEAK = Settings(_env_file=None)
STRONG = Settings(_env_file=None, password_passes=3)
TRIES = 5


def test_a_hash_tells_what_it_was_made_by() -> None:
    assert Hasher(WEAK).hash(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_is_another_one_each_time() -> None:
    hasher = Hasher(WEAK)

    assert hasher.hash(GOOD) != hasher.hash(GOOD)


@pytest.mark.parametrize(("password", "holds"), [(GOOD, True), (f"{GOOD} ", False), ("x", False)])
def test_the_right_password_holds_alone(password: str, holds: bool) -> None:
    hasher = Hasher(WEAK)

    assert hasher.verify(password, hasher.hash(GOOD)).holds == holds


@pytest.mark.parametrize("kept", [None, "", "!unusable", GOOD, "$argon2id$", "$2b$12$abc"])
def test_what_is_no_hash_never_holds(kept: str | None) -> None:
    hasher = Hasher(WEAK)

    assert not hasher.verify(GOOD, kept).holds
    assert not hasher.verify("", kept).holds


@pytest.mark.checklist("security.passwords", proves="same-answer")
@pytest.mark.parametrize("kept", [None, "!unusable"])
def test_nobody_s_takes_as_long(kept: str | None) -> None:
    hasher = Hasher(WEAK)
    somebody_s = hasher.hash(GOOD)

    assert _least(hasher, kept) > _least(hasher, somebody_s) / 2


def test_a_hash_of_weaker_times_is_told() -> None:
    kept = Hasher(WEAK).hash(GOOD)

    assert Hasher(STRONG).verify(GOOD, kept).is_weak
    assert not Hasher(WEAK).verify(GOOD, kept).is_weak


@pytest.mark.parametrize(
    "password", ["x" * 11, "x" * 129, "qwerty123456", "QWERTY123456", "a\0" * 8]
)
def test_a_bad_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(NewPassword).validate_python(password)


def _least(hasher: Hasher, kept: str | None) -> float:
    times = []
    for _ in range(TRIES):
        begun = perf_counter()
        hasher.verify("a guess", kept)
        times.append(perf_counter() - begun)
    return min(times)
