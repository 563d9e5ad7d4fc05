"""Schemathesis against the document: what it makes of it, valid and not, keeps every promise.

By its command, which runs all its phases; its lazy loader for pytest breaks with pytest 9.2.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from httpx2 import Client

from tests.callers import RUINOUS, stand_in_of

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 70
"""Random requests in all, a few for each operation, after those that go through every rule."""
PATIENCE = 280


@pytest.mark.checklist("api.documentation", proves="conforms")
@pytest.mark.timeout(PATIENCE + 20)
def test_every_request_is_answered_as_the_document_says(
    base_url: str, client: Client, tmp_path: Path
) -> None:
    operations = sum(map(len, client.get("/openapi.json").json()["paths"].values()))
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color", "run"]
    command += [f"{base_url}/openapi.json", f"--max-examples={max(2, EXAMPLES // operations)}"]
    command += ["--generation-deterministic", "--continue-on-failure", "--warnings=off"]
    for name, value in stand_in_of(base_url).items():
        command += ["--header", f"{name}: {value}"]
    for operation in RUINOUS:
        command += ["--exclude-operation-id", operation]
    command += ["--suppress-health-check=too_slow"]  # of the generator, on a busy machine

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
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
