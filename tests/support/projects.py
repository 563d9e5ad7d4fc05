"""Projects of a tagged template, in git, which can be updated."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from copier import VcsRef, run_copy, run_update

from backsmith.checkouts import shared_checkouts
from tests.support.repositories import commit, repository
from tests.support.template_versions import two_versions

_OPTIONS: dict[str, Any] = {"defaults": True, "unsafe": True, "quiet": True}


def new_project(place: Path, answers: Mapping[str, Any], *, version: str = "v1") -> Path:
    """A service of this version of the template, committed."""
    run_copy(str(two_versions()), place, data=dict(answers), vcs_ref=version, **_OPTIONS)
    repository(place)
    commit(place, "Generated")
    return place


def update(place: Path, *, to: str | VcsRef = "v2", **answers: Any) -> None:
    """As `copier update --trust --defaults --data ...` does, each version checked out once. What it
    changes is not committed."""
    with shared_checkouts():
        run_update(place, data=answers, vcs_ref=to, overwrite=True, **_OPTIONS)
