"""What production does not start with, and how it says so."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.config.loading import explain, load_settings

SAFE: dict[str, Any] = {
    "environment": "production",
    "secret_key": "0123456789abcdef0123456789abcdef",
}


def faults(**changed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **SAFE | changed)
    return explain(caught.value)


def test_safe_settings_are_taken():
    settings = Settings(_env_file=None, **SAFE)

    assert settings.environment == "production"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"debug": True}, "DEBUG: must be off in production."),
        ({"cors_origins": ["*"]}, "CORS_ORIGINS: must not be * in production."),
        ({"secret_key": "short"}, "SECRET_KEY: is under 32 bytes."),
        (
            {"secret_key": "an-example-for-development-alone-never-for-production"},
            "SECRET_KEY: this is the example.",
        ),
    ],
    ids=["debug", "cors", "short secret", "example secret"],
)
def test_what_is_not_safe_is_refused_in_one_line(changed: dict[str, Any], told: str):
    found = faults(**changed)

    assert len(found) == 1
    assert found[0].startswith(told)


def test_every_fault_is_told_at_once():
    found = faults(debug=True, cors_origins=["*"], secret_key="short")

    assert [line.partition(":")[0] for line in found] == ["DEBUG", "SECRET_KEY", "CORS_ORIGINS"]


def test_a_wrong_value_ends_the_start_without_telling_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setenv("DATABASE_URL", "oracle://user:hunter2@host/name")

    with pytest.raises(SystemExit) as ended:
        load_settings()

    said = capsys.readouterr().err.splitlines()
    assert ended.value.code == 2
    assert sorted(line.partition(":")[0] for line in said) == ["DATABASE_URL", "PORT"]
    assert "hunter2" not in "".join(said)


def test_origins_stand_with_commas_between_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example, https://b.example/")

    settings = Settings(_env_file=None)

    assert settings.cors_origins == ["https://a.example", "https://b.example"]


def test_the_pool_is_divided_among_the_workers():
    settings = Settings(_env_file=None, workers=4, database_pool_size=10)

    assert settings.connections_per_worker == 2
