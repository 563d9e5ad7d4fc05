"""What the linter finds: of style, and of security by bandit's rules."""

import json
import re

import pytest

from tests.gates.tools import found_nothing, run_module

UNSAFE = 'import subprocess\n\nsubprocess.run("ls " + input(), shell=True)\n'


@pytest.fixture(scope="module")
def findings() -> list[str]:
    """A line each, beginning with the rule."""
    return found_in(run_module("ruff", "check", "--output-format=json", ".").stdout)


def found_in(said: str) -> list[str]:
    return [
        f"{found['code']} {found['filename']}:{found['location']['row']}: {found['message']}"
        for found in json.loads(said)
    ]


def is_of_security(finding: str) -> bool:
    return re.match(r"S\d", finding) is not None


@pytest.mark.checklist("maintainability.self-documenting-code", proves="lint")
def test_the_linter_finds_nothing(findings: list[str]):
    assert [finding for finding in findings if not is_of_security(finding)] == []


@pytest.mark.checklist("maintainability.self-documenting-code", proves="lint")
def test_the_format_is_that_of_the_formatter():
    found_nothing(run_module("ruff", "format", "--check", "."))


@pytest.mark.checklist("security.dependency-scan", proves="bandit")
def test_nothing_unsafe_is_found(findings: list[str]):
    assert [finding for finding in findings if is_of_security(finding)] == []


@pytest.mark.checklist("security.dependency-scan", proves="bandit")
def test_what_is_unsafe_would_be_found():
    chosen = ("--output-format=json", "--stdin-filename=src/app/unsafe.py")

    done = run_module("ruff", "check", *chosen, "-", stdin=UNSAFE)

    assert any(map(is_of_security, found_in(done.stdout)))


@pytest.mark.checklist("maintainability.self-documenting-code", proves="docstrings")
def test_every_module_says_what_it_is_for():
    chosen = ("--output-format=json", "--select=D100,D104")

    done = run_module("ruff", "check", *chosen, "src")

    assert found_in(done.stdout) == []
