"""`.env.example` documents every setting, with its default."""

import re
from pathlib import Path

import pytest

from app.config import Settings

EXAMPLE = Path(__file__).parents[3] / ".env.example"


def documented() -> dict[str, str]:
    lines = EXAMPLE.read_text().splitlines()
    return dict(
        re.fullmatch(r"#? ?([A-Z_]+)=(.*)", line).groups()  # type: ignore[union-attr]
        for line in lines
        if re.fullmatch(r"#? ?([A-Z_]+)=(.*)", line)
    )


@pytest.mark.checklist("maintainability.external-configuration", proves="documented")
def test_every_setting_is_documented():
    missing = {name.upper() for name in Settings.model_fields} - set(documented())

    assert not missing


@pytest.mark.checklist("maintainability.external-configuration", proves="documented")
def test_what_is_documented_exists_and_has_its_default():
    shown = {name.lower(): value for name, value in documented().items()}
    known = {name: shown[name] for name in Settings.model_fields if name in shown}

    as_documented = Settings(_env_file=None, **{n: v for n, v in known.items() if v})

    defaults = Settings.model_construct()
    for name in known:
        assert getattr(as_documented, name) == getattr(defaults, name), name


@pytest.mark.checklist("maintainability.external-configuration", proves="documented")
def test_every_setting_says_what_it_is_for():
    silent = [name for name, field in Settings.model_fields.items() if not field.description]

    assert not silent
