"""The settings: does `.env` say what its owner means, and would the service start with it?"""

import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv.parser import Binding, parse_stream
from pydantic import ValidationError

from tools.doctor.findings import Code, Fault, Finding, Step

if TYPE_CHECKING:
    from app.config import Settings

_ALIKE = 0.85
_SHORTEST = 6
"""Letters that a name needs in order to look like another by mistake alone."""


class SettingsProbe:
    name = "settings"

    def __init__(self, file: str = ".env") -> None:
        self._file = Path(file)
        self.valid: Settings | None = None
        """The settings, once they were looked at and are valid."""

    def steps(self) -> Sequence[Step]:
        return (
            ("file", self._lines),
            ("names", self._names),
            ("values", self._values),
        )

    def _lines(self) -> Finding:
        if not self._file.exists():
            return f"no {self._file} here: the environment says all that is not by default"
        faulty = [b.original.line for b in self._bindings() if b.error]
        if faulty:
            return Fault(
                Code.MALFORMED,
                f"{self._file}, line {faulty[0]}, is not NAME=value, and is passed over",
                "Write one NAME=value a line; a value with blanks or # stands in quotes, and "
                "they have to be closed.",
            )
        return f"{self._file} can be read"

    def _names(self) -> Finding:
        from app.config import Settings

        known = {name.upper() for name in Settings.model_fields}
        in_file = {b.key.upper() for b in self._bindings() if b.key}
        meant = {**misspelt(in_file, known), **misspelt({*os.environ}, known)}
        if not meant:
            return "none looks misspelt"
        return Fault(
            Code.MISSPELT,
            f"no settings of this service: {', '.join(sorted(meant))}",
            " ".join(f"Is {meant[name]} meant by {name}?" for name in sorted(meant)),
        )

    def _values(self) -> Finding:
        from app.config import Settings

        try:
            self.valid = Settings(_env_file=self._file)
        except ValidationError as error:
            raise ExceptionGroup("settings", [*_faults(error)]) from error
        in_file = {b.key.upper(): b.value for b in self._bindings() if b.key}
        known = [name.upper() for name in Settings.model_fields]
        return f"{len(known)} are valid; {_sources(known, in_file)}"

    def _bindings(self) -> list[Binding]:
        if not self._file.exists():
            return []
        try:
            with self._file.open(encoding="utf-8") as lines:
                return list(parse_stream(lines))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise Fault(
                Code.MALFORMED,
                f"{self._file} can't be read: {reason}",
                "It has to be a text file in UTF-8 that the user of the service may read.",
            ) from error


def misspelt(names: set[str], known: set[str]) -> dict[str, str]:
    """Names that are almost a setting's, each with that one."""
    meant = {}
    for name in names - known:
        close = get_close_matches(name.upper(), known, n=1, cutoff=_ALIKE)
        if close and len(close[0]) >= _SHORTEST and not _is_derived(name.upper(), close[0]):
            meant[name] = close[0]
    return meant


def _is_derived(name: str, known: str) -> bool:
    """TEST_DATABASE_URL is another on purpose."""
    return name.endswith(f"_{known}") or name.startswith(f"{known}_") or name == known


def _faults(error: ValidationError) -> Iterator[Fault]:
    """As the service itself tells them at start: without values."""
    from app.config.loading import explain

    missing = {
        f"{fault['loc'][0]}".upper() for fault in error.errors() if fault["type"] == "missing"
    }
    for line in explain(error):
        code = Code.MISSING if line.partition(":")[0] in missing else Code.MALFORMED
        yield Fault(
            code,
            line,
            "Set it in .env or in the environment, which goes before. .env.example says what each "
            "setting is for. Nothing else was looked at.",
        )


def _sources(known: Sequence[str], in_file: Mapping[str, str | None]) -> str:
    """Where the database's address is from, and what the environment overrules."""
    environment = {name.upper(): value for name, value in os.environ.items()}
    source = ".env" if "DATABASE_URL" in in_file else "the default"
    told = "the environment" if "DATABASE_URL" in environment else source
    both = [
        n for n in known if n in environment and in_file.get(n, environment[n]) != environment[n]
    ]
    overruled = f"; the environment goes before .env for {', '.join(both)}" if both else ""
    return f"DATABASE_URL is from {told}{overruled}"
