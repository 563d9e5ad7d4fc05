"""Headers that keep browsers careful, on every answer, and none that tell of the server."""

import re

import pytest
from httpx2 import Client, Response

from tests.contract.rows import create, path_of
from tests.samples import Sample

GET_PATHS = ["/health/live", "/health/ready", "/openapi.json", "/docs", "/nothing", "/docs/"]
TELLING = {"X-Powered-By", "Via", "X-AspNet-Version", "X-Runtime", "X-Version"}
EVIL = {"Origin": "https://evil.example"}


@pytest.mark.checklist("security.security-headers", proves="every-answer")
@pytest.mark.parametrize("path", GET_PATHS)
def test_an_answer_has_them(client: Client, path: str) -> None:
    _assert_careful(client.get(path))


@pytest.mark.checklist("security.security-headers", proves="every-answer")
def test_every_answer_of_a_resource_has_them(client: Client, sample: Sample) -> None:
    path = path_of(sample, create(client, sample))

    _assert_careful(client.get(sample.path))
    _assert_careful(client.head(path))
    _assert_careful(client.get(path, headers={"If-None-Match": "*"}))
    _assert_careful(client.put(path))
    _assert_careful(client.post(sample.path, content=b"{}"))
    _assert_careful(client.delete(path))
    _assert_careful(client.delete(path))


@pytest.mark.checklist("security.cors", proves="none")
@pytest.mark.parametrize("path", GET_PATHS)
@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:3000", "null"])
def test_no_other_origin_may_read(client: Client, path: str, origin: str) -> None:
    response = client.get(path, headers={"Origin": origin})

    assert not _cors(response)


@pytest.mark.checklist("security.cors", proves="none")
@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "GET"])
def test_no_other_origin_may_send(client: Client, sample: Sample, method: str) -> None:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "x-a"}

    response = client.options(sample.path, headers={**EVIL, **asked})

    assert not _cors(response)


def _cors(response: Response) -> list[str]:
    return [name for name in response.headers if name.startswith("access-control-")]


def _assert_careful(response: Response) -> None:
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers.get("Server", "") == ""
    assert not TELLING & {name.title() for name in headers}
    assert re.match(r"max-age=\d{8}", headers.get("Strict-Transport-Security", "max-age=31536000"))
    assert len(headers.get_list("X-Content-Type-Options")) == 1
