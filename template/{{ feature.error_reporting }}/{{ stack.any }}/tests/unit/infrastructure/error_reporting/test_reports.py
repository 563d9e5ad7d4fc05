"""Which log events are told, and that the log never fails with it."""

from typing import Any

import pytest

from app.config import Settings
from app.http.errors import ServiceUnavailable
from app.infrastructure.error_reporting import reporting
from app.infrastructure.error_reporting.events import REFERENCE
from app.infrastructure.error_reporting.reports import Reports
from tests.ingest import Ingest, ingest

ALONE = pytest.mark.checklist("operations.error-reporting", proves="crashes-alone")


def logged(server: Ingest, error: Any, **more: Any) -> dict[str, Any]:
    event = {"event": "failed", "level": "error", "exc_info": error, **more}
    return dict(reports_to(server)(None, "error", event))


def reports_to(server: Ingest) -> Reports:
    return Reports(Settings(_env_file=None, environment="test", sentry_dsn=server.dsn))


@pytest.mark.parametrize("form", ["exception", "tuple", "true"])
def test_an_error_is_told_however_it_was_given(form: str):
    with ingest() as server:
        try:
            raise ValueError("a cause")
        except ValueError as error:
            given = {"exception": error, "tuple": (type(error), error, None), "true": True}[form]
            line = logged(server, given)

        (told,) = server.crashes()

    assert told["event_id"] == line[REFERENCE]
    assert told["exception"]["values"][-1]["value"] == "a cause"
    assert told["logger"] == "failed"


@ALONE
@pytest.mark.parametrize(
    ("error", "more"),
    [
        (ServiceUnavailable(), {}),
        (KeyboardInterrupt(), {}),
        (ValueError(), {"level": "warning"}),
        (ValueError(), {"logger": "sentry_sdk.errors"}),
        (None, {}),
        (True, {}),
    ],
    ids=["of-the-contract", "an-end", "a-warning", "its-own", "nothing", "none-is-raised"],
)
def test_what_is_no_crash_is_not_told(error: Any, more: dict[str, Any]):
    with ingest() as server:
        assert REFERENCE not in logged(server, error, **more)


def test_a_report_that_fails_leaves_the_line_as_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with ingest() as server:
        reports = reports_to(server)
        monkeypatch.setattr(reports, "_client", None)
        event = {"event": "failed", "level": "error", "exc_info": ValueError("hunter2")}

        line = reports(None, "error", event)

    assert line["event"] == "failed"
    assert capsys.readouterr().err == "A crash could not be reported: AttributeError\n"


def test_without_a_dsn_a_line_is_let_through():
    event = {"event": "failed", "level": "error", "exc_info": ValueError()}

    silent = reporting(Settings(_env_file=None, environment="test"))

    assert silent(None, "error", event) == event
