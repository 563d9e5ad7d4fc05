"""Schemathesis against the document: what it makes of it, valid and not, keeps every promise.

By its command, which runs all its phases; its lazy loader for pytest breaks with pytest 9.2.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 10
"""Random requests for each operation, after those that go through every rule of its schema."""


def test_every_request_is_answered_as_the_document_says(base_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color", "run"]
    command += [f"{base_url}/openapi.json", f"--max-examples={EXAMPLES}"]
    command += ["--generation-deterministic", "--continue-on-failure", "--warnings=off"]

    done = subprocess.run(
        command,
        cwd=tmp_path,  # it leaves files behind
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "SCHEMATHESIS_HOOKS": "tests.contract.schemathesis_hooks",
        },
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
