"""What production does not start with, and how it says so."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.config import Settings
from app.config.loading import explain, load_settings
from tests import callers

SAFE: dict[str, Any] = {
    "environment": "production",
    "secret_key": "0123456789abcdef0123456789abcdef",
    **{name.lower(): value for name, value in callers.SETTINGS.items()},
}


def faults(**changed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **SAFE | changed)
    return explain(caught.value)


def test_safe_settings_are_taken():
    settings = Settings(_env_file=None, **SAFE)

    assert settings.environment == "production"


@pytest.mark.checklist("security.secrets", proves="refused")
@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("short", "SECRET_KEY: is under 32 bytes."),
        (
            "an-example-for-development-alone-never-for-production",
            "SECRET_KEY: this is the example.",
        ),
    ],
    ids=["short", "example"],
)
def test_a_secret_that_is_none_is_refused_in_one_line(secret: str, told: str):
    (found,) = faults(secret_key=secret)

    assert found.startswith(told)


@pytest.mark.checklist("security.cors", proves="production")
def test_an_api_for_every_origin_is_refused_in_one_line():
    (found,) = faults(cors_origins=["*"])

    assert found.startswith("CORS_ORIGINS: must not be * in production.")


def test_debugging_is_refused_in_one_line():
    (found,) = faults(debug=True)

    assert found.startswith("DEBUG: must be off in production.")


@pytest.mark.checklist("security.secrets", proves="masked")
def test_settings_that_are_printed_tell_no_secret():
    settings = Settings(
        _env_file=None, **SAFE, database_url="postgresql://app:hunter2@db.example/app"
    )

    printed = f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"

    assert SAFE["secret_key"] not in printed
    assert "hunter2" not in printed


@pytest.mark.checklist("maintainability.external-configuration", proves="environment")
def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    file = tmp_path / ".env"
    file.write_text("PORT=8001\nWORKERS=2\n")
    monkeypatch.setenv("PORT", "8002")
    monkeypatch.delenv("WORKERS", raising=False)

    settings = Settings(_env_file=file)

    assert (settings.port, settings.workers) == (8002, 2)


def test_every_fault_is_told_at_once():
    found = faults(debug=True, cors_origins=["*"], secret_key="short")

    assert [line.partition(":")[0] for line in found] == ["DEBUG", "SECRET_KEY", "CORS_ORIGINS"]


@pytest.mark.checklist("maintainability.external-configuration", proves="refused")
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


@pytest.mark.checklist("database.connection-pooling", proves="divided")
def test_the_pool_is_divided_among_the_workers():
    settings = Settings(_env_file=None, workers=4, database_pool_size=10)

    assert settings.connections_per_worker == 2
