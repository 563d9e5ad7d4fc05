"""Every released version of this template, and the present one, in one repository with their tags.

A release is named by its commit: tags are not part of a branch, and a clone may come without them.
"""

import subprocess
import tomllib
from pathlib import Path
from typing import NamedTuple

from tests.support.rendering import made_once, template
from tests.support.repositories import commit, git, tag
from tools.render import PARTS, ROOT

PRESENT = "v1000.0.0"
"""The tag of the template as it lies in the working tree."""


class Release(NamedTuple):
    version: str
    commit: str

    @property
    def tag(self) -> str:
        return f"v{self.version}"


_FILE = ROOT / "tests" / "update" / "releases.toml"
_READ = tomllib.loads(_FILE.read_text(encoding="utf-8"))
RELEASES = [Release(**release) for release in _READ["releases"]]
"""Oldest first."""
RETIRED: dict[str, dict[str, str]] = _READ.get("retired", {})
"""What is no more, by kind and name, with what was done for those who have it."""


def all_versions() -> Path:
    """The repository. Its newest tag is the present."""
    return made_once("all-versions", _make)


def checkout(release: Release) -> Path:
    """The files of a release, outside of git."""
    return made_once(f"release-{release.version}", lambda place: _export(release, place))


def _make(place: Path) -> Path:
    git(ROOT, "clone", "--quiet", "--no-checkout", str(ROOT), str(place))
    for known in git(place, "tag", "--list").split():
        git(place, "tag", "--delete", known)
    for release in RELEASES:
        _require(release)
        git(place, "tag", release.tag, release.commit)
    git(place, "checkout", "--quiet", "--detach")
    git(place, "rm", "-r", "--quiet", "--", *PARTS)
    subprocess.run(["cp", "-a", f"{template()}/.", place], check=True)
    commit(place, "The present")
    tag(place, PRESENT)
    return place


def _export(release: Release, place: Path) -> Path:
    _require(release)
    place.mkdir(parents=True)
    archive = subprocess.run(
        ["git", "archive", release.commit, *PARTS], cwd=ROOT, check=True, capture_output=True
    )
    subprocess.run(["tar", "-x"], cwd=place, input=archive.stdout, check=True)
    return place


def _require(release: Release) -> None:
    known = subprocess.run(
        ["git", "cat-file", "-e", f"{release.commit}^{{commit}}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert known.returncode == 0, (
        f"Release {release.version} is commit {release.commit}, which is not in this clone: "
        "git fetch --unshallow"
    )
