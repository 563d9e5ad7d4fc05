"""Whether developers may look inside of a request."""

from pathlib import Path
from typing import Protocol

from pydantic import Field
from pydantic_settings import BaseSettings


class ProfilingSettings(BaseSettings):
    profiling: bool = Field(
        False,
        description="Whether, in development, X-Profile: html leaves the profile of its request, "
        "and /debug/memory tells what has grown.",
    )
    profiling_folder: Path = Field(Path("reports/profiles"), description="Where profiles are left.")


class _Checked(Protocol):
    profiling: bool


def left_on(settings: _Checked) -> list[str]:
    """What production does not start with: whoever knows the header could slow it down."""
    return ["PROFILING: is for development alone. Unset it."] if settings.profiling else []
