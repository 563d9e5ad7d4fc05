"""python -m tools.doctor [--json] [--timeout SECONDS]

Ends with 0 where all is well, with 1 where something is wrong, with 2 when called wrongly.
"""

import io
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Sequence

from tools.doctor import report
from tools.doctor.examination import examined, unexpected
from tools.doctor.findings import Check
from tools.doctor.settings import SettingsProbe


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report; the exit code."""
    options = _parser().parse_args(arguments)
    checks: list[Check] = []
    for check in all_checks(options.timeout):
        checks.append(check)
        if not options.json:
            print(report.line_of(check), flush=True)
    print(report.document(checks) if options.json else report.summary(checks), flush=True)
    return 0 if report.is_healthy(checks) else 1


def all_checks(seconds: float) -> Iterator[Check]:
    """The settings first: where they are not valid, nobody knows what else to look at."""
    settings = SettingsProbe()
    yield from examined(settings, seconds=seconds)
    if settings.valid is None:
        return
    try:
        from tools.doctor.probes import PROBES

        for probe in PROBES:
            yield from examined(probe(settings.valid), seconds=seconds)
    except Exception as error:
        yield unexpected("doctor", error)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tools.doctor", description="Says what is wrong.")
    parser.add_argument("--json", action="store_true", help="one JSON object, for scripts")
    parser.add_argument(
        "--timeout", type=_seconds, default=10, metavar="SECONDS", help="for each check (10)"
    )
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 3600:
        raise ArgumentTypeError("should be a number of seconds from 0 to 3600")
    return seconds


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    os._exit(code)  # not `sys.exit`, which waits for what a check has left hanging
