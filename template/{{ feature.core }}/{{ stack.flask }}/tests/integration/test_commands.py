"""What is typed as `flask ...`, as a person types it; and JSON as Flask itself writes it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy, copytree

import pytest
from flask import jsonify, request

from app.resources.entity import Entity
from app.utils.identifiers import new_id
from tests.application import application, disconnect
from tests.databases import fresh_database
from tests.processes import ROOT
from tests.registry import SAMPLES

Flask = Callable[..., str]


@pytest.fixture(scope="module")
def own_url() -> Iterator[str]:
    """Of a database that nobody else uses: its tables come and go."""
    with fresh_database() as url:
        yield url


@pytest.fixture
def flask(own_url: str, tmp_path: Path) -> Flask:
    """Types it in a copy of the project, where a migration may be made; what it then says."""
    for folder in ("migrations", "src"):
        copytree(ROOT / folder, tmp_path / folder)
    for file in (".flaskenv", "pyproject.toml"):
        copy(ROOT / file, tmp_path)
    environment = {**os.environ, "DATABASE_URL": own_url, "PYTHONPATH": str(tmp_path / "src")}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flask", *arguments],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    return run


def test_the_migrations_are_all_there(flask: Flask):
    assert "No new upgrade operations detected" in flask("db", "check")
    assert "(head)" in flask("db", "history")


def test_a_migration_is_made_and_the_database_goes_up_and_down(flask: Flask):
    flask("db", "migrate", "-m", "nothing new")
    flask("db", "upgrade")
    at_head = flask("db", "current")
    flask("db", "downgrade", "base")
    at_base = flask("db", "current")

    assert "nothing new" in at_head
    assert "(head)" in at_head
    assert "Rev:" not in at_base


def test_the_routes_are_listed(flask: Flask):
    listed = flask("routes")

    assert all(sample.path in listed for sample in SAMPLES)
    assert "/health/live" in listed


def test_flasks_own_json_knows_models_moments_and_identifiers(own_url: str):
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    entity = Entity(id=new_id(), version=1, created_at=moment, updated_at=moment)
    app = application({"database_url": own_url})

    with app.test_request_context(json={"name": "ü"}):
        answer = jsonify(entity=entity, key=entity.id, at=moment)
        asked = request.json
    disconnect(app)

    assert asked == {"name": "ü"}
    assert answer.json == {
        "entity": entity.model_dump(mode="json"),
        "key": str(entity.id),
        "at": "2026-01-02T03:04:05Z",
    }
