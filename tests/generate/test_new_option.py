"""CONTRIBUTING's six steps with a toy: an option is a folder of layers, a file and its tests."""

import sys
from pathlib import Path

import pytest

from tests.support.environments import environment_of, variables_of
from tests.support.options import custom
from tests.support.processes import attempt, run
from tests.support.services import as_project
from tools.render import plain_copy, render

FEATURE = """
title = "Salutations"
help = "Every answer says hello."

[wiring.any]
middleware = ["app.middleware.salutation:Salutation"]
settings = ["app.config.salutation:SalutationSettings"]

[[variables]]
name = "SALUTATION"
help = "What every answer says."
default = "hello"
"""
ITEM = """
[[items]]
id = "salutation"
title = "Every answer says hello"
reason = "Politeness costs nothing."
sources = ["A toy"]
features = ["salutation"]
code.any = ["src/app/middleware/salutation.py"]

[items.evidence]
says-hello = "An answer has the header X-Salutation."
"""
SETTINGS = '''"""What answers say."""

from pydantic import Field
from pydantic_settings import BaseSettings


class SalutationSettings(BaseSettings):
    salutation: str = Field("hello", description="What every answer says.")
'''
MIDDLEWARE = '''"""Says hello with every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import Settings


class Salutation:
    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self.header = (b"x-salutation", settings.salutation.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def greet(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append(self.header)
            await send(message)

        await self.app(scope, receive, greet)
'''
PROOF = '''"""Politeness."""

import pytest
from httpx2 import Client


@pytest.mark.checklist("api.salutation", proves="says-hello")
def test_an_answer_says_hello(client: Client) -> None:
    answer = client.get("/api/v1/companies")

    assert answer.headers["X-Salutation"] == "hello"
'''
FILES = {
    "any/src/app/config/salutation.py": SETTINGS,
    "fastapi/src/app/middleware/salutation.py": MIDDLEWARE,
    "any/tests/contract/test_salutation.py": PROOF,
}
ANSWERS = {"framework": "fastapi", "database": "sqlite", **custom([])}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This template with the toy: two entries in the catalogue, and a folder of layers."""
    place = plain_copy(tmp_path_factory.mktemp("toy") / "template")
    catalogue = place / "extensions" / "catalogue"
    (catalogue / "features" / "salutation.toml").write_text(FEATURE)
    with (catalogue / "checklists" / "api.toml").open("a") as checklist:
        checklist.write(ITEM)
    for path, text in FILES.items():
        stack, _, target = path.partition("/")
        file = place / "template" / "{{ feature.salutation }}" / f"{{{{ stack.{stack} }}}}" / target
        file.parent.mkdir(parents=True)
        file.write_text(text)
    return place


@pytest.fixture(scope="module")
def service(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("toy") / "service"
    return as_project(render({**ANSWERS, "api_checklist": ["salutation"]}, place, source=template))


def proof(service: Path) -> tuple[int, str]:
    """What `make checklist only=api.salutation` ends with, and prints."""
    done = attempt(
        *(environment_of(service) / "bin" / "python", "-m", "tools.checklist", "api.salutation"),
        cwd=service,
        environment=variables_of(service),
    )
    return done.returncode, done.stdout + done.stderr


def test_the_option_is_wired_and_told(service: Path) -> None:
    assert (
        "MIDDLEWARE: tuple[Any, ...] = (Salutation,)"
        in (service / "src" / "app" / "features.py").read_text()
    )
    assert "SALUTATION=hello" in (service / ".env.example").read_text()
    assert "- [x] **Every answer says hello**" in (service / "CHECKLIST.md").read_text()


def test_it_is_clean(service: Path) -> None:
    variables = variables_of(service)

    run(sys.executable, "-m", "ruff", "format", "--check", ".", cwd=service)
    run(sys.executable, "-m", "ruff", "check", ".", cwd=service)
    run(
        *(environment_of(service) / "bin" / "pyrefly", "check", "--summary=none"),
        cwd=service,
        environment=variables,
    )


def test_its_evidence_proves_it_and_fails_without_it(service: Path) -> None:
    code, said = proof(service)

    assert code == 0, said

    middleware = service / "src" / "app" / "middleware" / "salutation.py"
    middleware.write_text(MIDDLEWARE.replace("append(self.header)", "copy()"))
    code, said = proof(service)

    assert code == 1
    assert "1 failed" in said


def test_a_service_without_it_has_no_trace_of_it(template: Path, tmp_path: Path) -> None:
    service = render({**ANSWERS, "api_checklist": []}, tmp_path / "service", source=template)

    traces = [
        path.name
        for path in service.rglob("*")
        if path.is_file() and "salutation" in path.read_text(errors="ignore").lower()
    ]

    assert sorted(traces) == ["CHECKLIST.md", "items.toml"]
