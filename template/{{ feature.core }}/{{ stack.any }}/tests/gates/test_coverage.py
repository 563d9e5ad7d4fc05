"""How much of the service the suite has run: by the data that `pytest --cov` leaves behind."""

from fnmatch import fnmatch
from io import StringIO

import pytest
from coverage import Coverage

from tests.gates.tools import ROOT

DATA = ROOT / ".coverage"


@pytest.fixture(scope="module")
def measured() -> Coverage:
    if not DATA.exists():
        pytest.fail(
            "Nothing was measured. Run the suite by `make checklist`, or by "
            "`pytest --cov --ignore=tests/gates`, before this test.",
            pytrace=False,
        )
    measured = Coverage(data_file=DATA, config_file=ROOT / "pyproject.toml")
    measured.load()
    return measured


@pytest.mark.checklist("maintainability.test-coverage", proves="threshold")
def test_enough_has_run(measured: Coverage):
    report = StringIO()

    percent = measured.report(file=report, skip_covered=True)

    assert percent >= float(str(measured.get_option("report:fail_under"))), report.getvalue()


@pytest.mark.checklist("maintainability.test-coverage", proves="every-file")
def test_every_file_is_counted(measured: Coverage):
    counted = measured.get_data().measured_files()
    omitted = [str(pattern) for pattern in _listed(measured.get_option("run:omit"))]

    uncounted = [
        path
        for file in (ROOT / "src/app").rglob("*.py")
        if str(file) not in counted
        and not any(fnmatch(path := file.relative_to(ROOT).as_posix(), glob) for glob in omitted)
    ]

    assert uncounted == []


def _listed(option: object) -> list[object]:
    return option if isinstance(option, list) else []
