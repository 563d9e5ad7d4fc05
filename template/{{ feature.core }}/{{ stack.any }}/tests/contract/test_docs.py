"""The page of the documentation: its policy lets through what it loads, and nothing else."""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from httpx2 import Client


class Page(HTMLParser):
    """What a page loads, and the scripts that stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.styles: list[dict[str, str | None]] = []
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "script" and "src" in given:
            self.scripts.append(given)
        elif tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given)
        self._in_script = tag == "script" and "src" not in given

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.inline.append(data)


@pytest.fixture
def page(client: Client) -> Page:
    return Page(client.get("/docs").text)


@pytest.fixture
def policy(client: Client) -> dict[str, list[str]]:
    """The sources of each directive of the Content-Security-Policy."""
    header = client.get("/docs").headers["Content-Security-Policy"]
    directives = [directive.split() for directive in header.split(";")]
    return {name: sources for name, *sources in directives}


def _is_let_through(url: str | None, sources: list[str]) -> bool:
    parts = urlsplit(url or "")
    if not parts.netloc:
        return "'self'" in sources
    return f"{parts.scheme}://{parts.netloc}" in sources


@pytest.mark.checklist("api.documentation", proves="page")
def test_it_is_a_page(client: Client) -> None:
    response = client.get("/docs")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "/openapi.json" in response.text


@pytest.mark.checklist("api.documentation", proves="page")
def test_its_scripts_may_be_loaded(page: Page, policy: dict[str, list[str]]) -> None:
    assert page.scripts
    for script in page.scripts:
        assert _is_let_through(script["src"], policy["script-src"])


def test_its_styles_may_be_loaded(page: Page, policy: dict[str, list[str]]) -> None:
    for style in page.styles:
        assert _is_let_through(style["href"], policy["style-src"])


@pytest.mark.checklist("security.xss", proves="docs")
def test_what_comes_from_elsewhere_is_pinned(page: Page) -> None:
    for loaded in (*page.scripts, *page.styles):
        address = loaded.get("src") or loaded.get("href") or ""
        if urlsplit(address).netloc:
            assert (loaded.get("integrity") or "").startswith("sha384-")
            assert loaded.get("crossorigin") == "anonymous"


@pytest.mark.checklist("security.xss", proves="docs")
def test_its_own_scripts_may_run(page: Page, policy: dict[str, list[str]]) -> None:
    for script in page.inline:
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]


@pytest.mark.checklist("security.xss", proves="docs")
def test_no_other_script_may_run(page: Page, policy: dict[str, list[str]]) -> None:
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(
        policy["script-src"]
    )
    assert page.handlers == []


@pytest.mark.checklist("api.documentation", proves="page")
def test_it_may_read_the_document(policy: dict[str, list[str]]) -> None:
    assert policy["connect-src"] == ["'self'"]


@pytest.mark.checklist("security.security-headers", proves="policy")
def test_other_paths_have_the_strict_policy(client: Client) -> None:
    for path in ("/docs/", "/docs/x", "/DOCS", "/openapi.json"):
        policy = client.get(path).headers["Content-Security-Policy"]

        assert policy == "default-src 'none'; frame-ancestors 'none'"
