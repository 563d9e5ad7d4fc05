"""Nine edits that people make in a service, each as its how-to says, on each framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """Puts `new` in the place of `old`; at the end of a file, or into a new one, where that is
    empty."""

    path: str
    new: str
    old: str = ""

    def apply(self, service: Path) -> None:
        file = service / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text() if file.exists() else ""
        assert self.old in text, f"{self.path} has no {self.old!r}"
        file.write_text(text.replace(self.old, self.new, 1) if self.old else text + self.new)

    def is_in(self, service: Path) -> bool:
        return self.new in (service / self.path).read_text()


_SLICE = "src/app/domain/companies"
_MOTTO_TESTS = '''"""The motto of a company: each status that its operation documents."""

import pytest
from httpx2 import Client

from tests.domain.companies.sample import SAMPLE


@pytest.fixture
def path(client: Client) -> str:
    return client.post(SAMPLE.path, json=SAMPLE.fresh()).headers["Location"] + "/motto"


def test_a_company_has_a_motto(client: Client, path: str):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.json()["data"]["text"].endswith("is still here.")
    assert answer.headers["x-yours"] == "yes"


def test_what_is_not_there_has_none(client: Client, path: str):
    for key, status in ("00000000-0000-4000-8000-000000000000", 404), ("1", 400):
        assert client.get(f"{SAMPLE.path}/{key}/motto").status_code == status
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 406
'''


def service_body(waits: str, waited: str) -> list[Edit]:
    return [
        Edit(f"{_SLICE}/service.py", "import Company, CompanyMotto\n", "import Company\n"),
        Edit(f"{_SLICE}/service.py", '"""\n\nfrom uuid import UUID\n\nfrom ', '"""\n\nfrom '),
        Edit(
            f"{_SLICE}/service.py",
            f"""
    {waits}def motto(self, key: UUID) -> CompanyMotto:
        found = {waited}self.get(key)
        return CompanyMotto(text=f"{{found.name}} is still here.")
""",
        ),
    ]


def new_route(handler: str, get: str) -> list[Edit]:
    """`get` is how the controller begins the one that it is put before."""
    return [
        Edit(f"{_SLICE}/schemas.py", "from pydantic import BaseModel, ", "from pydantic import "),
        Edit(f"{_SLICE}/schemas.py", "\n\nclass CompanyMotto(BaseModel):\n    text: str\n"),
        Edit(
            f"{_SLICE}/operations.py",
            """.schemas import Company, CompanyMotto
from app.http.envelopes import Success
from app.http.operations import Operation
""",
            ".schemas import Company\n",
        ),
        Edit(
            f"{_SLICE}/operations.py",
            """
MOTTO = Operation(
    id="motto_of_company",
    summary="What it stands for",
    tag="companies",
    returns=Success[CompanyMotto],
    errors=(CompanyNotFound,),
)
""",
        ),
        Edit(f"{_SLICE}/controller.py", "import COMPANIES, MOTTO\n", "import COMPANIES\n"),
        Edit(f"{_SLICE}/controller.py", "no_content, ok, page\n", "no_content, page\n"),
        Edit(f"{_SLICE}/controller.py", f"{handler}\n\n{get}", get),
        Edit("tests/contract/test_companies_motto.py", _MOTTO_TESTS),
    ]


SETTING = [
    Edit(
        "src/app/config/yours.py",
        "from pydantic import Field\nfrom pydantic_settings import BaseSettings\n",
        "from pydantic_settings import BaseSettings\n",
    ),
    Edit(
        "src/app/config/yours.py",
        '    most_of_a_kind: int = Field(1000, ge=1, description="How many of a kind may be.")\n',
        "    pass\n",
    ),
]

DEPENDENCY = [
    Edit(
        "pyproject.toml",
        '    # Yours, from here on.\n    #\n    "idna>=3",\n]\n',
        "    # Yours, from here on.\n    #\n]\n",
    )
]

ENVIRONMENT_LINE = [Edit(".env.example", "# How many of a kind may be.\n# MOST_OF_A_KIND=1000\n")]

_ASGI_MARKING = '''"""Marks each answer as one of ours."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Marking:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-yours", b"yes"))
            await send(message)

        await self.app(scope, receive, send_marked)
'''
_WSGI_MARKING = '''"""Marks each answer as one of ours."""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Marking:
    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start_marked(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, ("X-Yours", "yes")], *error)

        return self.app(environ, start_marked)
'''
_DJANGO_MARKING = '''"""Marks each answer as one of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Marking:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Yours"] = "yes"
        return response
'''


def middleware(marking: str, before: str, listed: str) -> list[Edit]:
    """`before` is the import that ours follows; empty where it is named by its path."""
    edits = [Edit("src/app/middleware/marking.py", marking)]
    if before:
        text = f"{before}\n\nfrom app.middleware.marking import Marking\n"
        edits.append(Edit("src/app/middleware/yours.py", text, f"{before}\n"))
    return [*edits, Edit("src/app/middleware/yours.py", f"= [{listed}]\n", "= []\n")]


_ALEMBIC_MIGRATION = [
    Edit(
        "migrations/versions/0002_no_empty_descriptions.py",
        '''"""A description that is empty is none.

Revision: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE companies SET description = NULL WHERE description = ''")


def downgrade() -> None:
    """Nothing to take back."""
''',
    )
]

_DJANGO_MIGRATION = [
    Edit(
        f"{_SLICE}/migrations/0002_no_empty_descriptions.py",
        '''"""A description that is empty is none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "UPDATE companies SET description = NULL WHERE description = ''",
            migrations.RunSQL.noop,
        ),
    ]
''',
    )
]

README = [
    Edit("README.md", "\n## Ours\n\nAsk Ada.\n"),
    Edit("README.md", "Our own words.\n\n## ", "## "),
]

DELETED = (".editorconfig", "CHANGELOG.md")
"""One that is template-owned and changed in version 2, and one that is seeded once."""

_ANYWHERE = {
    "setting": SETTING,
    "dependency": DEPENDENCY,
    "env line": ENVIRONMENT_LINE,
    "README": README,
}

EDITS: Mapping[str, Mapping[str, list[Edit]]] = {
    "fastapi": {
        **_ANYWHERE,
        "service body": service_body("async ", "await "),
        "new route": new_route(
            """@router.get("/{key}/motto")
@MOTTO
async def motto_of_company(key: UUID, service: Service) -> Response:
    return ok(await service.motto(key))
""",
            '@router.get("/{key}")\n',
        ),
        "middleware": middleware(
            _ASGI_MARKING, "from starlette.middleware import Middleware", "Middleware(Marking)"
        ),
        "new migration": _ALEMBIC_MIGRATION,
    },
    "flask": {
        **_ANYWHERE,
        "service body": service_body("", ""),
        "new route": new_route(
            """@router.get("/<key>/motto")
@MOTTO
def motto_of_company(key: UUID) -> Response:
    return ok(_service().motto(key))
""",
            '@router.get("/<key>")\n',
        ),
        "middleware": middleware(
            _WSGI_MARKING, "from wsgiref.types import WSGIApplication", "Marking"
        ),
        "new migration": _ALEMBIC_MIGRATION,
    },
    "django": {
        **_ANYWHERE,
        "service body": service_body("", ""),
        "new route": new_route(
            """@router.get("/<key>/motto")
@MOTTO
def motto_of_company(request: HttpRequest, key: UUID) -> Response:
    return ok(_service().motto(key))
""",
            '@router.get("/<key>")\n',
        ),
        "middleware": middleware(_DJANGO_MARKING, "", '"app.middleware.marking.Marking"'),
        "new migration": _DJANGO_MIGRATION,
    },
}
"""Eight each, by what they are; the ninth is `DELETED`."""

NAMES = tuple(EDITS["fastapi"])


def edit(service: Path, framework: str) -> None:
    for edits in EDITS[framework].values():
        for one in edits:
            one.apply(service)
    for path in DELETED:
        (service / path).unlink()
