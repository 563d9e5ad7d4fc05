"""Who is told of crashes."""

import re
from typing import Protocol
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

_KEY = re.compile(r"[A-Za-z0-9]+")
_PROJECT = re.compile(r"/(?:[\w.-]+/)*[0-9]+")
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class ErrorReportingSettings(BaseSettings):
    sentry_dsn: SecretStr = Field(
        SecretStr(""),
        description="Where crashes are sent: https://key@host/project, as Sentry shows it under "
        "Client Keys. Empty: nothing is sent.",
    )
    sentry_sample_rate: float = Field(
        1.0, ge=0, le=1, description="Which share of the crashes is sent: 1.0 is all of them."
    )

    @field_validator("sentry_dsn")
    @classmethod
    def _is_a_dsn(cls, dsn: SecretStr) -> SecretStr:
        text = dsn.get_secret_value()
        if text and not _names_a_project(text):
            raise ValueError("should be https://key@host/project, as Sentry shows it")
        return dsn


class _Checked(Protocol):
    sentry_dsn: SecretStr


def overheard_crashes(settings: _Checked) -> list[str]:
    """What production does not start with: crashes that are told where others listen."""
    parts = urlsplit(settings.sentry_dsn.get_secret_value())
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        return ["SENTRY_DSN: sends crashes in clear text. Set https://key@host/project."]
    return []


def _names_a_project(dsn: str) -> bool:
    parts = urlsplit(dsn)
    try:
        is_whole = parts.port != 0 and bool(parts.hostname)
    except ValueError:  # no port is that large, or no number
        return False
    return (
        is_whole
        and parts.scheme in ("http", "https")
        and _KEY.fullmatch(parts.username or "") is not None
        and _PROJECT.fullmatch(parts.path) is not None
        and not parts.query
        and not parts.fragment
    )
