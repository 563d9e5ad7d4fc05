"""Pins what generated services are installed with: one constraint file a framework, and one for
each tool of theirs that lives in an environment of its own, beside its `requirements.in`.

    python -m tools.pin            resolve anew, and write the files
    python -m tools.pin --check    say whether they satisfy what the features ask for

A constraint file holds versions and nothing else: no address of a registry.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tools.render import render

Compile = Callable[..., str]
ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = ("django", "fastapi", "flask")
TOOLS = ("uv>=0.13",)
EVERYTHING = {"profile": "production"}
"""Versions of every option: one file holds for all services of a framework."""
OF_TOOLS = "{{ feature.*/{{ stack.*/tools/*/requirements.in"
HEADER = (
    "# What this service is installed with. `make install` takes these versions and no others.\n"
)


def file_for(framework: str) -> Path:
    layer = f"{{{{ stack.{framework} }}}}"
    return ROOT / "template" / "{{ feature.core }}" / layer / "constraints.txt"


def compile_for(framework: str, *, constraints: Path | None = None) -> str:
    """The versions for every Python that is offered. With constraints: those, or an error."""
    with tempfile.TemporaryDirectory() as folder:
        service = render({"framework": framework, **EVERYTHING}, Path(folder) / "service")
        tools = service / "tools.in"
        tools.write_text("".join(f"{tool}\n" for tool in TOOLS))
        asked = ("pyproject.toml", "tools.in", "--group", "dev")
        return HEADER + _compiled(*asked, folder=service, constraints=constraints)


def compile_tool(requirements: Path, *, constraints: Path | None = None) -> str:
    """The same for a tool in an environment of its own."""
    return _compiled(requirements.name, folder=requirements.parent, constraints=constraints)


def _compiled(*asked: str, folder: Path, constraints: Path | None) -> str:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--python-version", "3.11", "--no-header", "--no-annotate"]
    command += ["--no-emit-index-url", *asked]
    if constraints is not None:
        command += ["--constraints", str(constraints)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def _wanted() -> Iterator[tuple[Path, Compile]]:
    """Each file of pins, and what makes it."""
    for framework in FRAMEWORKS:
        yield file_for(framework), partial(compile_for, framework)
    for requirements in sorted((ROOT / "template").glob(OF_TOOLS)):
        yield requirements.with_name("constraints.txt"), partial(compile_tool, requirements)


def main() -> int:
    stale = []
    for file, compiled in _wanted():
        if "--check" not in sys.argv:
            file.write_text(compiled())
        elif compiled(constraints=file) != file.read_text():
            stale.append(str(file))
    for name in stale:
        print(f"{name} is stale: run python -m tools.pin")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
