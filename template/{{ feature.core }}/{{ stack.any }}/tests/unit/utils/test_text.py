"""Text as people compare and search it."""

import pytest

from app.utils.text import GROWTH, containing, fold


@pytest.mark.checklist("business-logic.validations", proves="same-name")
@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "aCME"), ("Straße", "STRASSE"), ("é", "e\N{COMBINING ACUTE ACCENT}")],
)
def test_the_same_name_folds_alike(one: str, other: str):
    assert fold(one) == fold(other)


def test_a_fold_grows_no_more_than_it_says():
    longest = max(len(fold(chr(code))) for code in range(0x110000) if not 0xD800 <= code < 0xE000)

    assert longest <= GROWTH


def test_wildcards_are_taken_literally():
    assert containing(r"100%_\ ") == r"%100\%\_\\ %"
