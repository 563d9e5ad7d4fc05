"""No secret is in the tree: what is committed is read by many, and for ever."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "__pycache__", "build", "dist", "node_modules", "reports"}
"""Folders that git ignores, for a tree that is not in git yet."""

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16}",
    "a key of AWS": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\b(gh[opsur]_[A-Za-z0-9]{36}|github_pat_\w{40})",
    "a token of Slack": r"\bxox[abprs]-[A-Za-z0-9-]{10}",
    "a key of Stripe": r"\b[rs]k_live_[A-Za-z0-9]{16}",
    "a key of Google": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "a password in a URL": r"(?<=://)[^\s:/@\"'`{}$<>\[]+:[^\s/@\"'`{}$<>\[]+@(?!\W)[\w.-]+",
}
EXAMPLES = re.compile(
    r".*@(127\.0\.0\.1|localhost|host|database|(\w+\.)*(example(\.com)?|invalid))"
)
"""Where no password is a secret: this machine, a service of compose.yaml, hosts of documents."""


def secrets_in(text: str) -> Iterator[str]:
    for kind, pattern in SECRETS.items():
        for found in re.finditer(pattern, text):
            if not EXAMPLES.fullmatch(found[0]):
                yield kind


def files_of(root: Path) -> list[Path]:
    """Those that git has or would take; all of them where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
        listed = [root / name for name in said.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        listed = [path for path in root.rglob("*") if path.name != ".env"]
    parts = ((path, set(path.relative_to(root).parts)) for path in listed)
    return [path for path, folders in parts if path.is_file() and not folders & NOT_OURS]


@pytest.mark.checklist("security.secrets", proves="tree")
def test_no_file_holds_a_secret():
    found = {
        (str(path.relative_to(ROOT)), kind)
        for path in files_of(ROOT)
        for kind in secrets_in(path.read_text(encoding="utf-8", errors="ignore"))
    }

    assert found == set()


@pytest.mark.checklist("security.secrets", proves="tree")
def test_settings_of_a_machine_are_not_committed():
    assert ROOT / ".env" not in files_of(ROOT)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a private key", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEA"),
        ("a key of AWS", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("a token of GitHub", "ghp_" + "a1" * 18),
        ("a token of Slack", "xoxb-" + "1234567890"),
        ("a key of Stripe", "sk_live_" + "a1" * 8),
        ("a key of Google", "AIza" + "a" * 35),
        ("a password in a URL", "postgresql://app:" + "s3cret@db.internal:5432/app"),
    ],
)
def test_a_secret_is_found(kind: str, text: str):
    assert list(secrets_in(f"SETTING={text}\n")) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://user:password@host:port/name",
        "mysql://root:root@127.0.0.1:3306/app",
        "redis://:pass@localhost:6379/0",
        "postgresql://app:${PASSWORD}@database:5432/app",
        "https://example.com/a:b@c",
    ],
)
def test_an_example_is_none(text: str):
    assert list(secrets_in(text)) == []
