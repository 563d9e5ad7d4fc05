"""A project of any release takes the present version: as it came, edited, with an option more and
one less, with a resource more; and its database, with rows in it, goes along."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from copier import run_copy, run_update

from backsmith.checkouts import shared_checkouts
from tests.support.databases import need
from tests.support.environments import environment_of, variables_of
from tests.support.options import custom
from tests.support.ownership import class_by_settings
from tests.support.presets import ORDER, framework_of, params
from tests.support.processes import run
from tests.support.releases import PRESENT, RELEASES, Release, all_versions
from tests.support.rendering import made_once
from tests.support.repositories import commit, git, repository
from tests.support.services import make, run_suites
from tests.update.edits import DELETED, EDITS, NAMES, edit

SERVICES = {
    "fastapi-postgresql": {"framework": "fastapi", "database": "postgresql"},
    "flask-mysql": {"framework": "flask", "database": "mysql"},
    "django-sqlite": {"framework": "django", "database": "sqlite"},
}
CASES = {f"{release.version}-{name}": (release, name) for release in RELEASES for name in SERVICES}
MOVED_EACH_TIME = f"{RELEASES[-1].version}-django-sqlite"
BEFORE = custom(["security.rate-limiting", "operations.metrics"], rate_limit_store="memory")
AFTER = custom(["api.idempotency", "operations.metrics"], idempotency_store="database")
"""One option turned on, and one off."""
ANSWERS = ".copier-answers.yml"
_OPTIONS: dict[str, Any] = {"defaults": True, "unsafe": True, "quiet": True}


class Case(NamedTuple):
    release: Release
    service: str

    @property
    def answers(self) -> dict[str, Any]:
        return {**SERVICES[self.service], **BEFORE}


@pytest.fixture(params=list(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    return Case(*CASES[request.param])


def generated(version: str, answers: dict[str, Any], name: str) -> Path:
    """A project, committed. Not to be written to."""

    def build(place: Path) -> Path:
        run_copy(str(all_versions()), place, data=answers, vcs_ref=version, **_OPTIONS)
        repository(place)
        commit(place, "Generated")
        return place

    return made_once(f"generated-{version}-{name}", build)


def released(case: Case) -> Path:
    return generated(case.release.tag, case.answers, case.service)


def updated(before: Path, place: Path, **answers: Any) -> Path:
    """A copy of a project, with the present version of the template."""
    shutil.copytree(before, place, symlinks=True)
    with shared_checkouts():
        run_update(place, data=answers, vcs_ref=PRESENT, overwrite=True, **_OPTIONS)
    return place


def differences(project: Path, fresh: Path, *, seeded: list[str]) -> list[str]:
    """Template-owned files that are not as in a project that began with the present version."""
    names = {*_files(project), *_files(fresh)}
    return sorted(
        name
        for name in names
        if class_by_settings(name, seeded=seeded) == "template"
        and name != ANSWERS
        and _text(project / name) != _text(fresh / name)
    )


def _files(project: Path) -> list[str]:
    listed = git(project, "ls-files", "--cached", "--others", "--exclude-standard")
    return [name for name in listed.splitlines() if (project / name).is_file()]


def _text(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def conflicts(project: Path) -> list[str]:
    marked = [name for name in _files(project) if b"<<<<<<<" in (project / name).read_bytes()]
    return [*marked, *git(project, "ls-files", "--unmerged").splitlines()]


def test_as_it_came_it_is_as_if_generated_today(case: Case, tmp_path: Path) -> None:
    project = updated(released(case), tmp_path / "service")

    fresh = generated(PRESENT, case.answers, case.service)
    assert differences(project, fresh, seeded=["companies"]) == []


def test_nine_edits_are_kept_without_a_conflict(case: Case, tmp_path: Path) -> None:
    framework = framework_of(case.service)
    before = edited(case, tmp_path / "before")

    project = updated(before, tmp_path / "service")

    assert conflicts(project) == []
    assert [path for path in DELETED if (project / path).exists()] == []
    assert [
        one.path for name in NAMES for one in EDITS[framework][name] if not one.is_in(project)
    ] == []


def test_an_option_goes_and_another_comes(case: Case, tmp_path: Path) -> None:
    project = updated(released(case), tmp_path / "service", **AFTER)

    fresh = generated(PRESENT, {**case.answers, **AFTER}, f"{case.service}-after")
    assert differences(project, fresh, seeded=["companies"]) == []


def test_a_resource_is_added_on_the_way(case: Case, tmp_path: Path) -> None:
    both = with_another(released(case))

    project = updated(released(case), tmp_path / "service", resources=both)

    fresh = generated(PRESENT, {**case.answers, "resources": both}, f"{case.service}-both")
    assert differences(project, fresh, seeded=["companies"]) == []
    assert (project / "src/app/domain/purchase_orders/service.py").is_file()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("case", params(CASES, [MOVED_EACH_TIME]), indirect=True)
def test_its_database_goes_along_and_the_contract_holds(case: Case, tmp_path: Path) -> None:
    need(SERVICES[case.service]["database"])
    before = edited(case, tmp_path / "before")
    with database_of(before) as url:
        names = in_service(before, url, _FILL)

        both = with_another(before)
        project = updated(before, tmp_path / "service", resources=both, **AFTER)
        commit(project, "Updated")
        _migrate(project, url)

        assert names == "Ada\nBob\nEve\n"
        assert in_service(project, url, _READ) == f"{names}0 orders\n"
    assert " passed" in run_suites(project, "tests/contract", "tests/domain")


def with_another(project: Path) -> list[Any]:
    """The resources that it has, and one more."""
    answers = yaml.safe_load((project / ANSWERS).read_text(encoding="utf-8"))
    return [*answers["resources"], ORDER]


def edited(case: Case, place: Path) -> Path:
    shutil.copytree(released(case), place, symlinks=True)
    edit(place, framework_of(case.service))
    commit(place, "Nine edits")
    return place


def _migrate(project: Path, url: str) -> None:
    """As its owner does it: the new table by a migration of the project's own, where the slice
    brings none."""
    if (project / "migrations").is_dir():
        make(project, "migration", DATABASE_URL=url)
    make(project, "migrate", DATABASE_URL=url)


_FILL = """
for name in ("Ada", "Bob", "Eve"):
    made = httpx2.post(f"{service.base_url}/api/v1/companies", json={"name": name})
    print(made.json()["data"]["name"])
"""
_READ = """
listed = service.get("/api/v1/companies?sort=created_at").json()["data"]
print("\\n".join(company["name"] for company in listed))
print(service.get("/api/v1/purchase-orders").json()["meta"]["pagination"]["total_items"], "orders")
"""
_HOLD = """
import sys
from tests.databases import fresh_database

with fresh_database() as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def database_of(service: Path) -> Iterator[str]:
    """The address of a database that this version of the service has migrated."""
    with subprocess.Popen(
        [environment_of(service) / "bin" / "python", "-c", _HOLD],
        cwd=service,
        env={**os.environ, **variables_of(service)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            assert url, "no database: the output is above"
            yield url
        finally:
            process.stdin.close()
            process.wait(60)


def in_service(project: Path, url: str, script: str) -> str:
    """What a script prints that talks to the running service as `service`."""
    lines = [
        "import httpx2",
        "from tests.processes import running",
        f"with running({url!r}) as service:",
        *(f"    {line}" for line in script.strip().splitlines()),
    ]
    return run(
        environment_of(project) / "bin" / "python",
        "-c",
        "\n".join(lines),
        cwd=project,
        environment=variables_of(project),
    )
