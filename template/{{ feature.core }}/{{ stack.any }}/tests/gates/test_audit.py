"""What `make audit` does with what is known of the packages, and where nothing can be known.

pip-audit itself runs, against a database of vulnerabilities that this test is.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest

from tests.gates.tools import ROOT, Done, run_module

PINNED = re.compile(r"([a-z0-9-]+)(\[[a-z0-9,-]+\])?==\S+( ; .+)?")


class Known(BaseHTTPRequestHandler):
    """Answers as OSV (https://google.github.io/osv.dev/post-v1-query/) does."""

    vulnerable: ClassVar[set[str]] = set()
    asked: ClassVar[set[str]] = set()

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        name = json.loads(self.rfile.read(size))["package"]["name"]
        self.asked.add(name)
        body = json.dumps({"vulns": [_told(name)]} if name in self.vulnerable else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "", size: int | str = "") -> None:
        """Not into the output of the tests."""


def _told(name: str) -> dict[str, Any]:
    package = {"name": name, "ecosystem": "PyPI"}
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "999"}]}]
    affected = [{"package": package, "ranges": ranges}]
    return {"id": "PYSEC-0000-1", "summary": "It leaks.", "affected": affected}


@contextmanager
def database(*vulnerable: str) -> Iterator[str]:
    Known.vulnerable, Known.asked = set(vulnerable), set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Known) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
        server.shutdown()


def audit(url: str, **variables: str) -> Done:
    chosen = {"PIP_AUDIT_VULNERABILITY_SERVICE": "osv", "PIP_AUDIT_OSV_URL": url}
    return run_module("tools.audit", **chosen, **variables)


def pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def needed() -> list[str]:
    """What pyproject.toml asks for, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def name_of(requirement: str) -> str:
    """As package indexes write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement)[0]).lower()


@pytest.mark.checklist("security.dependency-scan", proves="pinned")
def test_every_package_is_pinned():
    loose = [line for line in pins() if not PINNED.fullmatch(line)]
    missing = {name_of(line) for line in needed()} - {name_of(line) for line in pins()}

    assert loose == []
    assert missing == set()


@pytest.mark.checklist("security.dependency-scan", proves="vulnerable")
def test_a_known_vulnerability_ends_the_pipeline():
    with database("pydantic") as url:
        done = audit(url)

    assert done.returncode == 1
    assert re.search(r"pydantic +\S+ +PYSEC-0000-1 +999", done.stdout)


@pytest.mark.checklist("security.dependency-scan", proves="vulnerable")
def test_every_package_is_asked_for():
    with database() as url:
        done = audit(url)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {name_of(line) for line in pins() if ";" not in line} <= Known.asked


@pytest.mark.checklist("security.dependency-scan", proves="unchecked")
@pytest.mark.parametrize(("told", "code"), [("fail", 1), ("skip", 0)])
def test_what_could_not_be_checked_fails_unless_that_is_known(told: str, code: int):
    done = audit("http://127.0.0.1:1/", CI="true", AUDIT=told)

    assert done.returncode == code
    assert "nothing was checked" in done.stderr
