"""Runs what a generated service offers in its own Makefile, with an environment that is shared."""

import sys
from pathlib import Path

from tests.support.environments import environment_of, variables_of
from tests.support.processes import run
from tests.support.repositories import commit, repository


def make(service: Path, target: str, python: Path = Path(sys.executable), **settings: str) -> str:
    """What `make TARGET` prints, with these settings. `service` is to be written to.

    An audit that finds something fails; one that reaches nothing does not.
    """
    environment = environment_of(service, python)
    (environment / ".installed").touch()  # so that `make install` finds nothing to do
    return run(
        *("make", target, f"VENV={environment}"),
        cwd=service,
        environment={**variables_of(service, python), "MAKEFLAGS": "", "AUDIT": "skip", **settings},
    )


def run_suites(service: Path, *suites: str) -> str:
    """What pytest prints of some of the folders of its tests."""
    return run(
        *(environment_of(service) / "bin" / "python", "-m", "pytest", *suites),
        cwd=service,
        environment=variables_of(service),
    )


def as_project(service: Path) -> Path:
    """With a repository of its own, as a person has it: tools ask git what to leave out."""
    repository(service)
    commit(service, "Generated")
    return service
