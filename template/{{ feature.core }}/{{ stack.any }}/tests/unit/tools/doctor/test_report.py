"""The report, as people and as scripts read it."""

import json

import pytest

from tools.doctor import report
from tools.doctor.__main__ import main
from tools.doctor.findings import Check, Code, State

WELL = Check("database.port", State.OK, None, "is open", None)
ODD = Check("settings.names", State.WARNING, Code.MISSPELT, "odd", "Look.")
BAD = Check("database.login", State.WRONG, Code.PASSWORD, "refused", "Set another.")


def test_a_line_has_what_was_found_and_the_remedy_below():
    first, second = report.line_of(BAD).splitlines()

    assert first == "WRONG   database.login       refused [wrong_password]"
    assert second == "        -> Set another."


def test_scripts_get_one_object():
    told = json.loads(report.document([WELL, BAD]))

    assert told["healthy"] is False
    assert told["checks"][1] == {
        "name": "database.login",
        "state": "wrong",
        "fault": "wrong_password",
        "message": "refused",
        "remedy": "Set another.",
    }


def test_a_warning_is_no_illness():
    assert report.is_healthy([WELL, ODD])
    assert "All is well" in report.summary([WELL, ODD])
    assert not report.is_healthy([WELL, ODD, BAD])


@pytest.mark.parametrize("wrong", [["--jsn"], ["--timeout", "soon"], ["--timeout", "0"], ["now"]])
def test_a_wrong_call_ends_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
