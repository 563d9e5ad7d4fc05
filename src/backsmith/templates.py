"""A checkout of the template at one version, and the catalogue in it.

Copier finds versions and clones, so that this command and plain Copier never disagree. The
catalogue is loaded by the template's own bootstrap: each version knows its own.
"""

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from copier._template import Template as CopierTemplate
from copier.errors import CopierError
from packaging.version import Version

from backsmith.faults import NO_ROOM, NoSuchVersionError, UnreachableError, is_no_room
from backsmith.sources import Source

_NO_SUCH_VERSION = ("unknown revision", "invalid reference", "did not match", "not a commit")
HEAD = "HEAD"
"""The newest commit, whatever the tags say."""


class Template:
    """Valid only while it is open."""

    def __init__(self, source: Source, copy: CopierTemplate) -> None:
        self.source = source
        self._copy = copy

    @property
    def root(self) -> Path:
        return self._copy.local_abspath

    @property
    def commit(self) -> str | None:
        """As the answers file records it: a tag, or what `git describe` says."""
        return self._copy.commit

    @property
    def version(self) -> Version | None:
        """None outside of git."""
        return self._copy.version

    @property
    def questions(self) -> Mapping[str, dict[str, Any]]:
        """As copier.yml has them, in its order."""
        return self._copy.questions_data

    @property
    def owners_patterns(self) -> list[str]:
        """What an update leaves to the owner, as gitignore's patterns."""
        return [pattern for pattern in self._copy.skip_if_exists if "{" not in pattern]

    @cached_property
    def catalogue(self) -> ModuleType:
        """The package `extensions/catalogue` of this version."""
        file = self.root / "extensions" / "context.py"
        name = f"_backsmith_context_{abs(hash(str(file)))}"
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None or not file.is_file():
            raise UnreachableError(
                f"{self.source.url} is no template of backsmith: it has no catalogue."
            )
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module.catalogue


@contextmanager
def opened(source: Source, ref: str | None = None) -> Iterator[Template]:
    """The newest release, or the version named. Raises UnreachableError."""
    copy = CopierTemplate(url=source.url, ref=ref)
    try:
        _check_out(copy, source)
        yield Template(source, copy)
    finally:
        copy._cleanup()


def _check_out(copy: CopierTemplate, source: Source) -> None:
    try:
        found = copy.local_abspath
    except (CopierError, ValueError, OSError) as error:
        raise _why_not(source, copy.ref, error) from error
    except Exception as error:  # of plumbum: git said no
        if not hasattr(error, "stderr"):
            raise
        raise _why_not(source, copy.ref, error) from error
    if not (found / "copier.yml").is_file():
        raise UnreachableError(f"{source.url} is no template: it has no copier.yml.")


def _why_not(source: Source, ref: str | None, error: Exception) -> UnreachableError:
    if is_no_room(error):
        return UnreachableError(NO_ROOM)
    said = str(getattr(error, "stderr", "") or error).strip().splitlines()
    if ref and said and any(sign in said[-1].lower() for sign in _NO_SUCH_VERSION):
        return NoSuchVersionError(f"The template {source.url} has no version {ref}.")
    last = said[-1].removeprefix("fatal: ").removeprefix("error: ") if said else "no reason given"
    at = f" at {ref}" if ref else ""
    return UnreachableError(
        f"The template {source.url}{at} can't be had: {last.rstrip('.')}. "
        "Look at the address and the network; a template that moved is named by --template."
    )
