"""The steps of the Dockerfile, taken without Docker, leave a service that migrates and answers."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import yaml

from tests import callers
from tests.databases import Unreachable, empty_database
from tests.image import Image, steps_of
from tests.needs import lack
from tests.processes import ROOT, SECRET, free_port, wait_until

IMAGE = pytest.mark.checklist("operations.containers", proves="image")
LEAN = pytest.mark.checklist("operations.containers", proves="lean")
pytestmark = pytest.mark.timeout(600)
_NAMES = "import importlib.metadata as m; print(*(d.name for d in m.distributions()))"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Its base is a Python with pip, as Docker's image of Python is."""
    folder = tmp_path_factory.mktemp("image")
    base = folder / "base"
    _uv("venv", "--quiet", "--seed", "--python", sys.executable, base)
    image = Image(folder / "root", base / "bin")
    image.root.mkdir()
    image.build()
    return image


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """With no table in it."""
    try:
        with empty_database() as url:
            yield url
    except Unreachable as error:
        lack(str(error))


@IMAGE
def test_it_migrates_then_answers(image: Image, database: str) -> None:
    settings = {
        **callers.SETTINGS,
        "DATABASE_URL": database,
        "SECRET_KEY": SECRET,
        "PORT": str(free_port()),
        "DRAIN_SECONDS": "0",
    }
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]

    migrated = image.run(*compose["migrate"]["command"], **settings)
    with subprocess.Popen(
        image.command, cwd=image.folder, env=image.environment(**settings), start_new_session=True
    ) as process:
        try:
            wait_until(lambda: _is_ready(settings["PORT"]), seconds=60)
            healthy = image.run(*image.healthcheck, **settings)
        finally:
            process.terminate()
            process.wait(30)

    assert migrated.returncode == 0, migrated.stdout + migrated.stderr
    assert healthy.returncode == 0, healthy.stderr


@IMAGE
def test_it_says_that_it_is_not_healthy(image: Image) -> None:
    assert image.run(*image.healthcheck, PORT=str(free_port())).returncode != 0


@LEAN
def test_no_tool_of_developers_is_in_it(image: Image) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    tools = {_name(requirement) for requirement in project["dependency-groups"]["dev"]}
    needed = {_name(requirement) for requirement in project["project"]["dependencies"]}

    installed = set(image.run("python", "-c", _NAMES).stdout.lower().replace("_", "-").split())

    assert needed <= installed
    assert not installed & (tools - needed | {"pip", "uv", "setuptools"})
    assert sorted(path.name for path in image.root.iterdir()) == ["opt", "service"]
    assert not (image.folder / "tests").exists()


@LEAN
def test_it_is_nobody_who_runs_and_nothing_that_builds() -> None:
    steps = steps_of(ROOT / "Dockerfile")
    last = max(number for number, (name, _) in enumerate(steps) if name == "FROM")

    ran = [said for name, said in steps[last:] if name == "RUN"]

    assert ("USER", "10001") in steps[last:]
    assert [said.split()[0] for said in ran] == ["useradd"]
    assert "--uid 10001" in ran[0]


def _uv(*command: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "uv", *command], check=True)


def _is_ready(port: str) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/health/ready", timeout=5).is_success
    except httpx2.TransportError:
        return False


def _name(requirement: str) -> str:
    return requirement.replace(">", "<").partition("<")[0].partition("[")[0].lower()
