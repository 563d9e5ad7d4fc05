"""Nine edits that people make in a service, each as its how-to says."""

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

SERVICE_BODY = [
    Edit(f"{_SLICE}/service.py", "import Company, CompanyMotto\n", "import Company\n"),
    Edit(f"{_SLICE}/service.py", '"""\n\nfrom uuid import UUID\n\nfrom ', '"""\n\nfrom '),
    Edit(
        f"{_SLICE}/service.py",
        """
    async def motto(self, key: UUID) -> CompanyMotto:
        found = await self.get(key)
        return CompanyMotto(text=f"{found.name} is still here.")
""",
    ),
]

NEW_ROUTE = [
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
    Edit(
        f"{_SLICE}/controller.py",
        """@router.get("/{key}/motto")
@MOTTO
async def motto_of_company(key: UUID, service: Service) -> Response:
    return ok(await service.motto(key))


@router.get("/{key}")
""",
        '@router.get("/{key}")\n',
    ),
    Edit(
        "tests/contract/test_companies_motto.py",
        '''"""The motto of a company: each status that its operation documents."""

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
''',
    ),
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

MIDDLEWARE = [
    Edit(
        "src/app/middleware/marking.py",
        '''"""Marks each answer as one of ours."""

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
''',
    ),
    Edit(
        "src/app/middleware/yours.py",
        "Middleware\n\nfrom app.middleware.marking import Marking\n",
        "Middleware\n",
    ),
    Edit("src/app/middleware/yours.py", "= [Middleware(Marking)]\n", "= []\n"),
]

MIGRATION = [
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

README = [
    Edit("README.md", "\n## Ours\n\nAsk Ada.\n"),
    Edit("README.md", "Our own words.\n\n## ", "## "),
]

DELETED = (".editorconfig", "CHANGELOG.md")
"""One that is template-owned and changed in version 2, and one that is seeded once."""

EDITS = {
    "service body": SERVICE_BODY,
    "new route": NEW_ROUTE,
    "setting": SETTING,
    "dependency": DEPENDENCY,
    "env line": ENVIRONMENT_LINE,
    "middleware": MIDDLEWARE,
    "new migration": MIGRATION,
    "README": README,
}
"""Eight; the ninth is `DELETED`."""


def edit(service: Path) -> None:
    for edits in EDITS.values():
        for one in edits:
            one.apply(service)
    for path in DELETED:
        (service / path).unlink()
