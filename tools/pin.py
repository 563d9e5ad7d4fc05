"""Pins what generated services are installed with: one constraint file a framework.

    python -m tools.pin            resolve anew, and write the files
    python -m tools.pin --check    say whether they satisfy what the features ask for

A constraint file holds versions and nothing else: no address of a registry.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.render import render

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORKS = ("django", "fastapi", "flask")
TOOLS = ("uv>=0.13",)
EVERYTHING = {"profile": "production"}
"""Versions of every option: one file holds for all services of a framework."""
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
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        command += ["--python-version", "3.11", "--no-header", "--no-annotate"]
        command += ["--no-emit-index-url", "pyproject.toml", "tools.in", "--group", "dev"]
        if constraints is not None:
            command += ["--constraints", str(constraints)]
        done = subprocess.run(command, cwd=service, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return HEADER + done.stdout


def main() -> int:
    stale = []
    for framework in FRAMEWORKS:
        file = file_for(framework)
        if "--check" not in sys.argv:
            file.write_text(compile_for(framework))
        elif compile_for(framework, constraints=file) != file.read_text():
            stale.append(str(file))
    for name in stale:
        print(f"{name} is stale: run python -m tools.pin")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
