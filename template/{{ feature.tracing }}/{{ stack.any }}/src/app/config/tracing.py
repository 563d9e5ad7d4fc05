"""What is traced, and where traces are sent. The names are OpenTelemetry's own."""

from typing import Literal, Protocol
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

Sampler = Literal[
    "always_on",
    "always_off",
    "traceidratio",
    "parentbased_always_on",
    "parentbased_always_off",
    "parentbased_traceidratio",
]
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class TracingSettings(BaseSettings):
    otel_exporter_otlp_endpoint: str = Field(
        "",
        description="Where traces are sent, by OTLP over HTTP: http://collector:4318. Empty: "
        "nothing is traced.",
    )
    otel_exporter_otlp_headers: SecretStr = Field(
        SecretStr(""),
        description="What the collector wants to see beside them, as api-key=secret; more with "
        "commas between them.",
    )
    otel_service_name: str = Field(
        "", description="What the service is called in traces. Empty: its title."
    )
    otel_traces_sampler: Sampler = Field(
        "parentbased_always_on",
        description="Which requests are traced. What begins with parentbased_ leaves it to the "
        "caller, where the caller says so.",
    )
    otel_traces_sampler_arg: float = Field(
        1.0, ge=0, le=1, description="The share of traceidratio: 0.1 is one request of ten."
    )

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _is_a_collector(cls, url: str) -> str:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname
        if url and (not known or parts.username or parts.query or parts.fragment):
            raise ValueError("should be http://host:4318 or https://host, and nothing secret")
        return url.rstrip("/")

    @field_validator("otel_exporter_otlp_headers")
    @classmethod
    def _are_headers(cls, text: SecretStr) -> SecretStr:
        headers_of(text)
        return text

    @field_validator("otel_traces_sampler", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value


class _Checked(Protocol):
    otel_exporter_otlp_endpoint: str
    otel_exporter_otlp_headers: SecretStr


def overheard_keys(settings: _Checked) -> list[str]:
    """What production does not start with: a key of the collector's that others can read."""
    parts = urlsplit(settings.otel_exporter_otlp_endpoint)
    is_open = parts.scheme == "http" and parts.hostname not in _THIS_MACHINE
    if is_open and settings.otel_exporter_otlp_headers.get_secret_value():
        return ["OTEL_EXPORTER_OTLP_HEADERS: go in clear text. Set an endpoint of https://."]
    return []


def headers_of(text: SecretStr) -> dict[str, str]:
    """As OpenTelemetry writes them, percent-encoded (W3C Baggage). Raises ValueError."""
    found: dict[str, str] = {}
    for each in filter(None, text.get_secret_value().split(",")):
        name, is_one, value = each.partition("=")
        if not is_one or not name.strip():
            raise ValueError("should be name=value, with commas between them")
        found[name.strip().lower()] = unquote(value.strip())
    return found
