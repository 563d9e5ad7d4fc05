"""All that Copier loads of this template: a bootstrap of the package `catalogue` beside it.

During an update two versions of this template run in one process, the old one and the new one.
Each must use its own catalogue, so the package gets a name that is unique to its folder: a plain
`import catalogue` would hand the new version the old one's modules, silently. Inside the package
imports are relative, and nothing is read later on: Copier deletes the checkout.
"""

import hashlib
import importlib.util
import re
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from types import ModuleType
from typing import Any

from copier import _main as copier
from copier_template_extensions import ContextHook
from jinja2 import Environment
from jinja2.ext import Extension


def _load(package: str) -> ModuleType:
    root = Path(__file__).resolve().parent / package
    name = f"_backsmith_{hashlib.sha256(str(root).encode()).hexdigest()[:16]}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(
        name, root / "__init__.py", submodule_search_locations=[str(root)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{root} is not a package")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


catalogue = _load("catalogue")
_LAYER = re.compile(r"\{\{ (?:feature|stack)\.\w+ \}\}")


class CatalogueContext(ContextHook):
    """Puts what the catalogue makes of the answers beside them: `feature`, `stack`, `project`..."""

    def hook(self, context: MutableMapping[str, Any]) -> None:
        context.update(catalogue.context_of(context))


class CachedTemplates(Extension):
    """Compiles each text once. Copier compiles every part of every path anew, which is most of
    the time of a render."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        compile_text = environment.from_string
        compiled: dict[str, Any] = {}

        def from_string(source: Any, *args: Any, **kwargs: Any) -> Any:
            if args or kwargs or not isinstance(source, str):
                return compile_text(source, *args, **kwargs)
            if source not in compiled:
                compiled[source] = compile_text(source)
            else:
                environment.preprocess(source)  # extensions keep state by it: `yield` does
            return compiled[source]

        environment.from_string = from_string  # type: ignore[method-assign]


class OneLookAtGit(Extension):
    """Asks git once a render whether it ignores modes. Copier asks once a file, each time in a
    process: a third of the time of a render. Where git does ignore them, Copier goes on as ever.

    This and `PlainTexts` are all that this template changes of Copier. Without them a render is
    slower, and the same.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        sync = getattr(copier.Worker, "_sync_git_index_executable_bit", None)
        if sync is None or hasattr(sync, "looks_once"):
            return

        def look_once(worker: Any, path: Path, mode: int) -> None:
            memory = vars(worker)
            if "_git_ignores_modes" not in memory:
                memory["_git_ignores_modes"] = _git_ignores_modes(worker.subproject.local_abspath)
            if memory["_git_ignores_modes"]:
                sync(worker, path, mode)

        look_once.looks_once = True  # type: ignore[attr-defined]
        copier.Worker._sync_git_index_executable_bit = look_once  # type: ignore[method-assign]


class PlainTexts(Extension):
    """Takes what holds no expression as it stands: most parts of paths, and the name of the answers
    file, which Copier asks for at each of them. A layer's part of a path is rendered once: the
    answers decide it, and they stand by then. Copier makes a context for each: half of a render."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        render = getattr(copier.Worker, "_render_string", None)
        name_of = getattr(copier.Worker, "answers_relpath", None)
        if render is None or not isinstance(name_of, property) or hasattr(render, "takes_plain"):
            return

        def render_string(worker: Any, text: str, extra_context: Any = None) -> str:
            decided = vars(worker).setdefault("_layers", {})
            if _LAYER.fullmatch(text):
                if text not in decided:
                    decided[text] = render(worker, text, extra_context)
            elif "{" in text or "\n" in text:
                return render(worker, text, extra_context)
            worker.jinja_env.preprocess(text)  # as above
            return decided.get(text, text)

        def answers_relpath(worker: Any) -> Path:
            name = str(worker.answers_file or worker.template.answers_relpath)
            return name_of.__get__(worker) if "{" in name else Path(name)

        render_string.takes_plain = True  # type: ignore[attr-defined]
        copier.Worker._render_string = render_string  # type: ignore[method-assign]
        copier.Worker.answers_relpath = property(answers_relpath)  # type: ignore[method-assign]


def _git_ignores_modes(folder: Path) -> bool:
    asked = ["git", "config", "--type=bool", "--get", "core.fileMode"]
    said = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
    return said.stdout.strip() == "false"
