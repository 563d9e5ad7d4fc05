"""Runs the programs of a database. What one complains of becomes a sentence with its remedy."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from tools.backup.faults import BackupError


@dataclass(frozen=True)
class Programs:
    """Those that come in one package."""

    package: str
    environment: Mapping[str, str]
    """Where passwords are: command lines are seen by everybody on the machine."""
    sentences: Mapping[str, str]
    """What to say of a complaint, by a pattern; `{name}` is a group of it."""

    def ask(self, *command: str) -> str:
        """All that it prints."""
        with self.reading(*command) as output:
            return output.read().decode(errors="replace")

    @contextmanager
    def reading(self, *command: str) -> Iterator[IO[bytes]]:
        """What it prints, as it comes. It has to be read to the end."""
        with TemporaryFile() as said, self._start(command, said, stdout=subprocess.PIPE) as process:
            assert process.stdout
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
            self._refuse_failure(command[0], process, said)

    @contextmanager
    def writing(self, *command: str) -> Iterator[IO[bytes]]:
        """What it reads. Where the block fails it is killed before it comes to the end."""
        with TemporaryFile() as said, self._start(command, said, stdin=subprocess.PIPE) as process:
            assert process.stdin
            try:
                yield process.stdin
                process.stdin.close()
            except BrokenPipeError:  # it has said why
                with suppress(BrokenPipeError):
                    process.stdin.close()
            except BaseException:
                process.kill()
                raise
            self._refuse_failure(command[0], process, said)

    def _start(
        self,
        command: Sequence[str],
        said: IO[bytes],
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **self.environment, "LC_ALL": "C.UTF-8"}
        try:
            return subprocess.Popen(
                command, env=environment, stdin=stdin, stdout=stdout, stderr=said
            )
        except FileNotFoundError:
            raise BackupError(
                f"{command[0]} is not installed: it is in the package {self.package} of Debian, "
                "Ubuntu and their like."
            ) from None

    def _refuse_failure(self, name: str, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        if process.wait() == 0:
            return
        said.seek(0)
        complaint = said.read().decode(errors="replace").strip()
        for pattern, sentence in self.sentences.items():
            if found := re.search(pattern, complaint, re.IGNORECASE):
                raise BackupError(sentence.format(program=name, **found.groupdict()))
        first = complaint.splitlines()[0] if complaint else f"exit code {process.returncode}"
        raise BackupError(f"{name} failed: {first}")
