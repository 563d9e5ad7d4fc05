"""Takes the steps of the Dockerfile without Docker: below a folder that stands for the root.

Each stage sees the files that its COPY brings, and no others. What only Docker can do, as to make a
user, is left out, and is asked of the file itself.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import ROOT

_LEFT_OUT = ("useradd ",)
Step = tuple[str, str]


def steps_of(file: Path) -> list[Step]:
    """Instructions and what they say, lines joined."""
    text = re.sub(r"\\\n\s*", "", file.read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


@dataclass
class Image:
    """What the last stage has, once all steps are taken."""

    root: Path
    """Stands for `/`."""
    base: Path
    """The folder of programs of the base image: its Python and its pip."""
    folder: Path = field(init=False)
    variables: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)
    user: str = "root"

    def build(self) -> None:
        for instruction, said in steps_of(ROOT / "Dockerfile"):
            getattr(self, f"_{instruction.lower()}")(said)

    def environment(self, **settings: str) -> dict[str, str]:
        """What a process of it sees, and nothing of this machine but its folder for what passes."""
        kept = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
        path = f"{self.base}:/usr/bin:/bin"
        said = {name: value.replace("$PATH", path) for name, value in self.variables.items()}
        return {**kept, **_network(), "PATH": path, **said, **settings}

    def run(self, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command in its folder."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
        )

    def _from(self, said: str) -> None:
        """A new stage: of the one before stays what it has put outside of its own folder."""
        if self.variables:
            shutil.rmtree(self.folder)
        self.variables, self.folder = {}, self.root

    def _env(self, said: str) -> None:
        pairs = dict(word.split("=", 1) for word in shlex.split(said))
        self.variables |= {name: self._below(value) for name, value in pairs.items()}

    def _workdir(self, said: str) -> None:
        self.folder = self.root / said.strip("/")
        self.folder.mkdir(parents=True)

    def _copy(self, said: str) -> None:
        *sources, target = said.split()
        if sources[0].startswith("--from="):
            assert sources[1:] == [target]
            return
        for source in sources:
            _copy_of_context(source, self.folder / target)

    def _run(self, said: str) -> None:
        if said.startswith(_LEFT_OUT):
            return
        done = self.run("sh", "-c", self._below(said))
        assert done.returncode == 0, f"{said}\n{done.stdout}{done.stderr}"

    def _user(self, said: str) -> None:
        self.user = said

    def _healthcheck(self, said: str) -> None:
        self.healthcheck = json.loads(said.partition("CMD ")[2])

    def _cmd(self, said: str) -> None:
        self.command = json.loads(said)

    def _arg(self, said: str) -> None:
        """Names the base."""

    def _expose(self, said: str) -> None:
        """For people to read."""

    _stopsignal = _expose

    def _below(self, text: str) -> str:
        return text.replace("/opt/", f"{self.root}/opt/")


def _copy_of_context(source: str, target: Path) -> None:
    """Docker sees what `.dockerignore` lets through."""
    let_through = (ROOT / ".dockerignore").read_text().splitlines()
    assert f"!{source.removeprefix('./')}" in let_through, f"{source} is ignored"
    if (ROOT / source).is_dir():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / source, target, dirs_exist_ok=True, ignore=ignored)
    else:
        shutil.copy(ROOT / source, target)


def _network() -> dict[str, str]:
    """How this machine reaches its registry of packages."""
    wanted = ("PIP_", "UV_", "SSL_", "HTTP", "http", "NO_PROXY", "no_proxy", "REQUESTS_")
    return {name: value for name, value in os.environ.items() if name.startswith(wanted)}
