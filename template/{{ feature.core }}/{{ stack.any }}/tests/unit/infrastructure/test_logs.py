"""One JSON object a line, for machines; one readable line, for people."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from app.config import Settings
from app.http.request_id import adopt_request_id
from app.infrastructure import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logs.install(Settings(_env_file=None, environment="test"))


def lines_of(capsysbinary: pytest.CaptureFixture[bytes]) -> list[bytes]:
    return capsysbinary.readouterr().out.splitlines()


@pytest.mark.checklist("business-logic.structured-logs", proves="lines")
def test_a_line_is_json_with_the_request_id(capsysbinary: pytest.CaptureFixture[bytes]):
    logs.install(Settings(_env_file=None, environment="test"))
    adopt_request_id(b"abc")

    structlog.get_logger().info("said", text="a\r\nb\x1b[31m")

    (line,) = lines_of(capsysbinary)
    told = json.loads(line)
    assert told["event"] == "said"
    assert told["level"] == "info"
    assert told["request_id"] == "abc"
    assert told["timestamp"].endswith("Z")
    assert b"\x1b" not in line


@pytest.mark.checklist("security.log-redaction", proves="crashes")
def test_a_crash_is_told_without_local_variables(capsysbinary: pytest.CaptureFixture[bytes]):
    logs.install(Settings(_env_file=None, environment="test"))

    try:
        password = "hunter2"
        raise RuntimeError("broken" + password[:0])
    except RuntimeError as error:
        structlog.get_logger().error("crash", exc_info=error)

    (line,) = lines_of(capsysbinary)
    assert json.loads(line)["exception"][0]["exc_type"] == "RuntimeError"
    assert b"hunter2" not in line


@pytest.mark.checklist("business-logic.structured-logs", proves="libraries")
def test_libraries_speak_in_the_same_lines(capsysbinary: pytest.CaptureFixture[bytes]):
    logs.install(Settings(_env_file=None, environment="test"))

    logging.getLogger("library").warning("beware of %s", "this")

    (line,) = lines_of(capsysbinary)
    assert json.loads(line)["event"] == "beware of this"


def test_development_reads_like_prose(capsysbinary: pytest.CaptureFixture[bytes]):
    logs.install(Settings(_env_file=None, environment="development"))

    structlog.get_logger().warning("said", status=200)

    (line,) = lines_of(capsysbinary)
    assert b"warning said" in line
    assert b"status=200" in line
