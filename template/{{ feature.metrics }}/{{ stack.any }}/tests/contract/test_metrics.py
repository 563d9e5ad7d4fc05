"""`/metrics`: what Prometheus reads. Who may, and what is told, whoever asks for what."""

import re

import pytest
from httpx2 import Client

from tests.contract.answers import error_of
from tests.samples import Sample

ROUTES = pytest.mark.checklist("operations.metrics", proves="routes")
PATH = "/metrics"


def _requests(client: Client, **labels: str) -> float:
    """How many were counted with these labels."""
    told = client.get(PATH).text
    wanted = {f'{name}="{value}"' for name, value in labels.items()}
    return sum(
        float(value)
        for given, value in re.findall(r"^http_requests_total\{(.*)\} (\S+)$", told, re.MULTILINE)
        if wanted <= set(given.split(","))
    )


@ROUTES
def test_a_request_is_counted_by_the_template_of_its_route(client: Client, sample: Sample) -> None:
    labels = {"method": "GET", "route": f"{sample.path}/{{key}}", "status": "404"}
    before = _requests(client, **labels)

    client.get(f"{sample.path}/01890a5d-ac96-774b-bcce-b302099a8057")
    client.get(f"{sample.path}/01890a5d-ac96-774b-bcce-b302099a8058")

    assert _requests(client, **labels) == before + 2
    assert "01890a5d" not in client.get(PATH).text


@ROUTES
def test_a_path_that_is_not_there_makes_no_label(client: Client) -> None:
    before = _requests(client, route="none", status="404")

    client.get("/a-path-of-an-attacker")

    assert _requests(client, route="none", status="404") == before + 1
    assert "attacker" not in client.get(PATH).text


@ROUTES
def test_a_method_that_nobody_knows_makes_no_label(client: Client) -> None:
    before = _requests(client, method="OTHER", status="405")

    client.request("BREW", "/health/live")
    client.request("BREW", "/docs")

    assert _requests(client, method="OTHER", status="405") == before + 1  # health is not told
    assert "BREW" not in client.get(PATH).text


def test_durations_are_told_in_buckets(client: Client, sample: Sample) -> None:
    client.get(sample.path)

    told = client.get(PATH).text

    labels = re.escape(f'method="GET",route="{sample.path}"')
    assert re.search(rf'http_request_duration_seconds_bucket\{{le="5.0",{labels}\}} [1-9]', told)
    assert re.search(rf"http_request_duration_seconds_sum\{{{labels}\}} ", told)


def test_it_is_text_that_nobody_keeps(client: Client) -> None:
    answer = client.get(PATH)

    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.head(PATH).content == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_it_is_for_reading_alone(client: Client, method: str) -> None:
    response = client.request(method, PATH)

    error_of(response, 405, "METHOD_NOT_ALLOWED")
    assert response.headers["Allow"] == "GET, HEAD"
