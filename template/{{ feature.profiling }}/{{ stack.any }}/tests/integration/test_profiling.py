"""What a developer sees of a request, and of the memory."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.http.answers import ok
from app.http.native import Response
from tests.callers import client_of
from tests.registry import SAMPLES
from tests.serving import serving

REQUEST = pytest.mark.checklist("performance.profiling", proves="request")
MEMORY = pytest.mark.checklist("performance.profiling", proves="memory")
PATH = SAMPLES[0].path
TEXT, PAGE = {"X-Profile": "text"}, {"X-Profile": "html"}
TOLD_BY = "X-Profile-File"
ASKED = 20
"""Requests, of which some are seen in their handler: each is looked at a few times alone."""
_held: list[bytearray] = []


def leak() -> Response:
    _held.append(bytearray(100_000))
    return ok({"held": len(_held)})


def nothing() -> Response:
    return ok({})


ROUTES = {("GET", "/leak"): leak, ("GET", "/nothing"): nothing}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service") / "profiles"


@pytest.fixture(scope="module")
def service(database_url: str, folder: Path) -> Iterator[httpx2.Client]:
    """In development, with the setting."""
    settings: dict[str, Any] = {
        "database_url": database_url,
        "environment": "development",
        "profiling": True,
        "profiling_folder": folder,
    }
    with serving(settings, ROUTES) as url, client_of(url, timeout=30) as client:
        yield client


@REQUEST
def test_a_profile_names_the_functions_that_the_time_went_to(service: httpx2.Client) -> None:
    files = [service.get(PATH, headers=TEXT).headers[TOLD_BY] for _ in range(ASKED)]

    told = "".join(Path(file).read_text() for file in files)

    assert len(set(files)) == ASKED
    assert f"{SAMPLES[0].name}/controller.py" in told


@REQUEST
def test_a_profile_is_a_page_of_its_own(service: httpx2.Client, folder: Path) -> None:
    answer = service.get(PATH, headers=PAGE)

    file = Path(answer.headers[TOLD_BY])

    assert file.parent == folder
    assert file.name.endswith(f"-GET{PATH.replace('/', '-')}.html")
    assert "<html" in file.read_text()


@REQUEST
def test_who_asks_for_a_profile_is_answered_as_ever(service: httpx2.Client) -> None:
    plain, profiled = service.get(PATH), service.get(PATH, headers=TEXT)
    missing = service.get(f"{PATH}/nothing", headers=TEXT)

    assert profiled.json()["data"] == plain.json()["data"]
    assert profiled.headers.keys() - plain.headers.keys() == {TOLD_BY.lower()}
    assert (missing.status_code, TOLD_BY in missing.headers) == (400, True)


@REQUEST
def test_two_at_once_leave_two_profiles(service: httpx2.Client) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: service.get(PATH, headers=TEXT), range(16)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers[TOLD_BY] for answer in answers}) == len(answers)


@pytest.mark.parametrize("path", ["/..%2f..%2fx", "/%00", "/" + "a" * 300, "/a/../../b"])
def test_no_path_leads_out_of_the_folder(service: httpx2.Client, folder: Path, path: str) -> None:
    answer = service.get(path, headers=TEXT)

    assert Path(answer.headers[TOLD_BY]).resolve().parent == folder


@pytest.mark.parametrize("asked", ["", "yes", "../html"])
def test_who_asks_for_no_form_that_there_is_gets_none(service: httpx2.Client, asked: str) -> None:
    assert TOLD_BY not in service.get(PATH, headers={"X-Profile": asked}).headers


@MEMORY
def test_what_grows_is_told_by_the_line_that_holds_it(service: httpx2.Client) -> None:
    begun = service.post("/debug/memory").text
    for _ in range(20):
        service.get("/leak")
        service.get("/nothing")
    told = service.post("/debug/memory").text.splitlines()
    ended = service.delete("/debug/memory").text

    _held.clear()
    assert begun.startswith("Begun.")
    assert f"{__file__}:" in told[1]
    assert float(told[1].split()[0]) > 1900
    assert ended.startswith("Ended.")


@MEMORY
def test_after_the_end_it_begins_anew(service: httpx2.Client) -> None:
    service.post("/debug/memory")
    service.delete("/debug/memory")

    begun = service.post("/debug/memory").text
    service.delete("/debug/memory")

    assert begun.startswith("Begun.")


def test_memory_is_asked_by_its_own_methods_alone(service: httpx2.Client) -> None:
    answer = service.get("/debug/memory")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"DELETE", "POST"}
