"""What the doctor says of `.env` and the environment."""

from pathlib import Path

import pytest

from tools.doctor.examination import examined
from tools.doctor.findings import Check, Code, State
from tools.doctor.settings import SettingsProbe, misspelt

KNOWN = {"CORS_ORIGINS", "DATABASE_URL", "HOST", "PORT", "SECRET_KEY"}


def checks(file: Path) -> list[Check]:
    return list(examined(SettingsProbe(str(file)), seconds=10))


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    file = tmp_path / ".env"
    file.write_text("DATABASE_URL=sqlite:///a.db\n")
    return file


def test_settings_that_are_well_are_told_with_their_source(env: Path):
    *_, last = checks(env)

    assert last.state == State.OK
    assert "DATABASE_URL is from .env" in last.message


def test_what_the_environment_overrules_is_told(env: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///b.db")

    *_, last = checks(env)

    assert "DATABASE_URL is from the environment" in last.message
    assert "goes before .env for DATABASE_URL" in last.message


def test_every_wrong_value_is_a_check_of_its_own_and_none_is_told(env: Path):
    env.write_text("DATABASE_URL=oracle://app:hunter2@host/name\nPORT=eighty\n")

    told = [check for check in checks(env) if check.state == State.WRONG]

    assert sorted(check.message.partition(":")[0] for check in told) == ["DATABASE_URL", "PORT"]
    assert {check.fault for check in told} == {Code.MALFORMED}
    assert "hunter2" not in str(told)


def test_a_misspelt_name_is_a_warning(env: Path):
    env.write_text("DATBASE_URL=sqlite:///a.db\nPOSTGRES_PASSWORD=a\n")

    _, names, _ = checks(env)

    assert (names.state, names.fault) == (State.WARNING, Code.MISSPELT)
    assert names.remedy == "Is DATABASE_URL meant by DATBASE_URL?"


@pytest.mark.parametrize("name", ["DATABASE_URI", "SECRETKEY", "CORS_ORIGIN"])
def test_names_that_are_almost_a_setting_are_found(name: str):
    assert name in misspelt({name}, KNOWN)


@pytest.mark.parametrize("name", ["DATABASE_URL", "TEST_DATABASE_URL", "PORTS", "GHOST", "PATH"])
def test_names_of_others_are_left_alone(name: str):
    assert misspelt({name}, KNOWN) == {}


def test_a_line_that_sets_nothing_is_a_warning(env: Path):
    env.write_text("LOG_LEVEL=info\n!this is no setting\n")

    first, *_ = checks(env)

    assert (first.state, first.fault) == (State.WARNING, Code.MALFORMED)
    assert "line 2" in first.message


def test_a_file_that_is_no_text_is_told(env: Path):
    env.write_bytes(b"SECRET_KEY=\xff\xfe\n")

    (only,) = checks(env)

    assert (only.state, only.fault) == (State.WRONG, Code.MALFORMED)
    assert "not UTF-8" in only.message


def test_no_file_is_no_fault(tmp_path: Path):
    first, *_ = checks(tmp_path / ".env")

    assert first.state == State.OK
