"""The extensions that make a render quick change nothing in what it writes."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from copier import run_copy
from copier._jinja_ext import YieldExtension, get_yield_context
from jinja2.sandbox import SandboxedEnvironment

from extensions.context import CachedTemplates
from tests.support.presets import MATRIX, Answers
from tests.support.rendering import rendered, template
from tests.support.repositories import commit, git, repository
from tools.render import render

QUICK = ("CachedTemplates", "OneLookAtGit", "PlainTexts")
LOOP = "{% yield item from items %}{{ item }}{% endyield %}"


class Counting(SandboxedEnvironment):
    compiled = 0

    def compile(self, *args: Any, **kwargs: Any) -> Any:
        self.compiled += 1
        return super().compile(*args, **kwargs)


def environment() -> Counting:
    return Counting(extensions=[YieldExtension, CachedTemplates])


def test_a_text_is_compiled_once() -> None:
    cached = environment()

    said = [cached.from_string("{{ a }}").render(a=number) for number in range(3)]

    assert said == ["0", "1", "2"]
    assert cached.compiled == 1


def test_a_text_with_globals_of_its_own_is_compiled_each_time() -> None:
    cached = environment()

    said = [cached.from_string("{{ a }}", globals={"a": number}).render() for number in range(3)]

    assert said == ["0", "1", "2"]
    assert cached.compiled == 3


def test_a_loop_in_a_path_is_looped_each_time_and_not_after() -> None:
    cached = environment()

    seen = []
    for _ in range(3):
        cached.from_string(LOOP).render(items=[1, 2])
        seen.append(get_yield_context(cached).yield_name)
        cached.from_string("plain").render()
        seen.append(get_yield_context(cached).yield_name)

    assert seen == ["item", None] * 3


@pytest.mark.parametrize(
    "name", ["fastapi-sqlite-two", "flask-postgresql-every_type", "django-mysql-default"]
)
def test_a_service_is_the_same_without_them(name: str, tmp_path: Path) -> None:
    answers: Answers = MATRIX[name]
    source = tmp_path / "template"
    shutil.copytree(template(), source)
    settings = (source / "copier.yml").read_text().splitlines(keepends=True)
    quick = [line for line in settings if any(name in line for name in QUICK)]
    assert len(quick) == len(QUICK)
    (source / "copier.yml").write_text("".join(line for line in settings if line not in quick))

    plain = render(answers, tmp_path / "plain", source=source)

    differences = subprocess.run(
        ["diff", "--recursive", "--exclude=.copier-answers.yml", plain, rendered(answers)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert differences.stdout == ""
    assert differences.returncode == 0


def test_where_git_ignores_modes_copier_still_sets_them(tmp_path: Path) -> None:
    source = tmp_path / "template"
    shutil.copytree(template(), source)
    (source / "template" / "{{ feature.core }}" / "{{ stack.any }}" / "Makefile.jinja").chmod(0o755)
    service = repository(tmp_path / "service")
    git(service, "config", "core.fileMode", "false")
    (service / "Makefile").write_text("")
    commit(service, "a Makefile that cannot be executed")

    run_copy(str(source), service, defaults=True, unsafe=True, quiet=True, overwrite=True)

    assert git(service, "ls-files", "--stage", "Makefile").startswith("100755 ")
