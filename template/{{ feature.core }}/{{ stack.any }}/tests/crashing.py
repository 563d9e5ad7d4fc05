"""The service, with a fault: reading one row of a resource crashes, and so does changing one.

python -m tests.crashing
"""

import runpy
from importlib import import_module
from typing import Any, NoReturn

from app.resources.service import ResourceService
from tests.registry import SAMPLES

LOCAL = "hunter-of-a-local-variable"
SAID = "hunter-of-a-message"
"""Secrets of a crash. They stand here, since the lines around it may be told."""


def crash(*_: Any) -> NoReturn:
    password = LOCAL
    raise RuntimeError(f"{len(password)}: postgresql://app:{SAID}@host/name, token={SAID}")


def plant() -> None:
    module = import_module(f"app.domain.{SAMPLES[0].name}.service")
    for found in vars(module).values():
        if isinstance(found, type) and issubclass(found, ResourceService):
            found.get = found.change = crash  # type: ignore[method-assign]


if __name__ == "__main__":
    plant()
    runpy.run_module("app", run_name="__main__")
