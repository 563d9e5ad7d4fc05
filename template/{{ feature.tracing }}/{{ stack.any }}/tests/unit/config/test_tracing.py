"""Which collectors and headers are some, and which production does not start with."""

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from app.config import Settings
from app.config.loading import explain
from app.config.tracing import headers_of
from tests.unit.config.test_production import SAFE


def faults(**changed: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, **SAFE | changed)
    return explain(caught.value)


@pytest.mark.parametrize("url", ["", "http://collector:4318", "https://otlp.example.com/prefix"])
def test_a_collector_is_taken(url: str):
    settings = Settings(_env_file=None, **SAFE, otel_exporter_otlp_endpoint=f"{url}")

    assert settings.otel_exporter_otlp_endpoint == url


@pytest.mark.parametrize(
    "url", ["collector:4318", "grpc://collector:4317", "http://", "https://key@otlp.example.com"]
)
def test_what_is_no_collector_is_told_in_one_line(url: str):
    (found,) = faults(otel_exporter_otlp_endpoint=url)

    assert found.startswith("OTEL_EXPORTER_OTLP_ENDPOINT: should be http://host:4318")


def test_headers_are_percent_encoded_and_stand_with_commas_between_them():
    assert headers_of(SecretStr("API-Key=a%20b, tenant=1")) == {"api-key": "a b", "tenant": "1"}


def test_what_is_no_header_is_told_without_it():
    (found,) = faults(otel_exporter_otlp_headers="hunter2")

    assert found == "OTEL_EXPORTER_OTLP_HEADERS: should be name=value, with commas between them"


@pytest.mark.checklist("operations.tracing", proves="secrets")
def test_production_sends_no_key_in_clear_text():
    told = {"otel_exporter_otlp_headers": "api-key=hunter2"}

    (found,) = faults(otel_exporter_otlp_endpoint="http://collector:4318", **told)

    assert found.startswith("OTEL_EXPORTER_OTLP_HEADERS: go in clear text.")
    assert "hunter2" not in found


@pytest.mark.parametrize(
    ("name", "value"), [("otel_traces_sampler", "jaeger_remote"), ("otel_traces_sampler_arg", 2)]
)
def test_a_sampler_is_one_of_those_that_are_known(name: str, value: Any):
    assert [line.partition(":")[0] for line in faults(**{name: value})] == [name.upper()]
