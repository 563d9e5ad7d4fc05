"""What the type checker says."""

import sys

import pytest

from tests.gates.tools import found_nothing, run_module


@pytest.mark.checklist("maintainability.self-documenting-code", proves="types")
def test_the_type_checker_finds_nothing():
    chosen = ("--output-format=min-text", "--summary=none", "--python-interpreter-path")

    done = run_module("pyrefly", "check", *chosen, sys.executable)

    found_nothing(done)
