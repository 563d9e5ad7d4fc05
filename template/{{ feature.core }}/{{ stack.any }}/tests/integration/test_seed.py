"""`make seed`: made-up rows, valid and in relation to one another, for whoever develops."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from httpx2 import Client

from tests.callers import SETTINGS, client_of
from tests.processes import ROOT, SECRET, running
from tests.registry import SAMPLES
from tests.samples import Sample
from tools.seed.__main__ import main

COUNT = 3


def seed(database_url: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    given = {"DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **settings}
    return subprocess.run(
        [sys.executable, "-m", "tools.seed", *arguments],
        cwd=ROOT,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_resource_gets_as_many_rows_each_time(database_url: str) -> None:
    told = "".join(f"{sample.name}: {COUNT} rows more\n" for sample in SAMPLES)
    with running(database_url) as service, client_of(service.base_url) as client:
        before = [total(client, sample) for sample in SAMPLES]

        first, second = (seed(database_url, str(COUNT)) for _ in range(2))

        assert (first.returncode, first.stdout) == (0, told), first.stderr
        assert (second.returncode, second.stdout) == (0, told), second.stderr
        with running(database_url) as fresh:
            client.base_url = fresh.base_url
            assert [total(client, sample) for sample in SAMPLES] == [
                count + 2 * COUNT for count in before
            ]
            for sample in SAMPLES:
                for row in client.get(sample.path, params={"page_size": 2 * COUNT}).json()["data"]:
                    for reference in sample.references:
                        parent = client.get(f"{reference.to.path}/{row[reference.name]}")
                        assert parent.status_code == 200


def total(client: Client, sample: Sample) -> int:
    """How many there are of a resource."""
    found: int = client.get(sample.path).json()["meta"]["pagination"]["total_items"]
    return found


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("many",), "Say how many of each resource: make seed count=100"),
        (("-1",), "Say how many of each resource: make seed count=100"),
        (("1", "2"), "Say how many of each resource: make seed count=100"),
        (("0",), "count is from 1 to 100000."),
        (("100001",), "count is from 1 to 100000."),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", f"{told}\n")


def test_production_is_left_alone(database_url: str) -> None:
    done = seed(database_url, "1", ENVIRONMENT="production", SECRET_KEY=SECRET, **SETTINGS)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ENVIRONMENT is production: made-up rows have no place there.\n"


def test_a_database_that_is_not_migrated_is_told(tmp_path: Path) -> None:
    done = seed(f"sqlite:///{tmp_path}/empty.db", "1")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Run make migrate" in done.stderr
