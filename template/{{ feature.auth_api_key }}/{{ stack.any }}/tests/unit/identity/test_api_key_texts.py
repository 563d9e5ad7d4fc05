"""API keys as texts: what is given out is read again, and nothing else is."""

import re

import pytest

from app.config.api_keys import ApiKeySettings
from app.identity.api_keys.keys import new_key, prefix_of, read
from app.utils.identifiers import new_id


def test_a_key_is_read_as_it_was_written() -> None:
    made = new_key("acme", new_id())

    assert read(str(made)) == made
    assert str(made).startswith(f"{made.shown}_")


def test_scanners_can_look_for_one() -> None:
    made = str(new_key("acme", new_id()))

    assert re.fullmatch(r"acme_[0-9a-f]{32}_[0-9a-f]{72}", made)


def test_no_two_are_alike() -> None:
    key = new_id()

    assert len({new_key("acme", key).secret for _ in range(100)}) == 100


def test_a_letter_that_is_wrong_is_seen_without_a_database() -> None:
    made = str(new_key("acme", new_id()))

    for place in range(len("acme_"), len(made)):
        other = "b" if made[place] == "a" else "a"
        assert read(f"{made[:place]}{other}{made[place + 1 :]}") is None


@pytest.mark.parametrize("text", ["", "_", "__", "acme__", "é" * 90, "a" * 90])
def test_what_is_no_key_is_none(text: str) -> None:
    assert read(text) is None


def test_a_prefix_is_made_of_the_title() -> None:
    assert prefix_of("mine") == "mine"
    assert re.fullmatch("[a-z0-9]{1,16}", prefix_of(""))


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key_prefix": "Acme_"},
        {"api_key_days": 30, "api_key_longest_days": 29},
        {"api_keys_per_user": 0},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"(?i)api_key"):
        ApiKeySettings(**settings)  # type: ignore[arg-type]
