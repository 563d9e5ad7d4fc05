"""Loading: two versions of the catalogue in one process, each with its own modules.

`copier update` renders with the old template, then with the new one. A plain import of a package
that both have would hand the second one the modules of the first: wrong, and without a word.
"""

import sys
from pathlib import Path

import pytest
from copier import run_copy, run_update

from tests.support.repositories import commit, repository, tag

OURS = (Path(__file__).parents[2] / "extensions" / "context.py").read_text()
NAIVE = """
import sys
from pathlib import Path

from copier_template_extensions import ContextHook
from jinja2.ext import Extension

sys.path.insert(0, str(Path(__file__).parent))
import catalogue


class CatalogueContext(ContextHook):
    def hook(self, context):
        context.update(catalogue.context_of(context))


class CachedTemplates(Extension):
    pass
"""
SETTINGS = """
_subdirectory: template
_jinja_extensions:
  - copier_template_extensions.TemplateExtensionLoader
  - extensions/context.py:CatalogueContext
  - extensions/context.py:CachedTemplates
"""
ANSWERS = "{{ _copier_answers | to_nice_yaml -}}"


def write_template(folder: Path, *, version: str, bootstrap: str) -> None:
    """A template whose catalogue says which version it is, by a module inside of it."""
    files = {
        "copier.yml": SETTINGS,
        "extensions/context.py": bootstrap,
        "extensions/catalogue/__init__.py": "from .says import context_of\n",
        "extensions/catalogue/says.py": (
            f"def context_of(answers):\n    return {{'catalogue_version': '{version}'}}\n"
        ),
        "template/{{ _copier_conf.answers_file }}.jinja": ANSWERS,
        "template/version.txt.jinja": f"{version} {{{{ catalogue_version }}}}\n",
    }
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def updated_version(place: Path, *, bootstrap: str) -> str:
    """What a project says that was made of v1 and updated to v2, in this one process."""
    source = repository(place / "template")
    for version in ("v1", "v2"):
        write_template(source, version=version, bootstrap=bootstrap)
        commit(source, version)
        tag(source, version)
    project = place / "project"
    run_copy(str(source), project, vcs_ref="v1", unsafe=True, quiet=True)
    assert (project / "version.txt").read_text() == "v1 v1\n"
    repository(project)
    commit(project, "generated")

    run_update(project, vcs_ref="v2", unsafe=True, quiet=True, overwrite=True)

    return (project / "version.txt").read_text()


def test_an_update_uses_the_new_catalogue_with_the_new_template(tmp_path: Path) -> None:
    assert updated_version(tmp_path, bootstrap=OURS) == "v2 v2\n"


def test_a_plain_import_would_use_the_old_catalogue_with_the_new_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why `extensions/context.py` is as it is. If this fails, it may be simpler."""
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))  # which keeps a copy of sys.path, to put back
        found = updated_version(tmp_path, bootstrap=NAIVE)
    for name in ("catalogue", "catalogue.says"):
        sys.modules.pop(name, None)

    assert found == "v2 v1\n"
