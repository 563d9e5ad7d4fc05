"""A flag for every question, read off the template that this command was installed with.

Questions of another template, or of another version, are answered with --data.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from backsmith.sources import installed_from

_KEY = "backsmith.generating.answers"
_PANEL = "Answers"
_CHECKLIST = "_checklist"
_CHECKLISTS, _FEATURES = "extensions/catalogue/checklists", "extensions/catalogue/features"


class AnswerCommand(TyperCommand):
    """A command that takes answers. Its function finds them by `flags_of`."""

    def get_params(self, ctx: Any) -> list[Any]:
        own = super().get_params(ctx)
        taken = {name for param in own for name in param.opts}
        answers = [flag for flag in _flags() if not taken.intersection(flag.opts)]
        return [*own[:-1], *answers, *own[-1:]]


def flags_of(context: typer.Context) -> dict[str, Any]:
    """The answers that were given by flags, by the names of their questions."""
    return dict(context.meta.get(_KEY, {}))


def flag_of(question: str) -> str:
    return f"--{question.replace('_', '-')}"


def installed_questions() -> dict[str, dict[str, Any]]:
    """As the copier.yml has them that came with this command; nothing where none did."""
    import yaml

    folder = _installed_template()
    if folder is None:
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    told = yaml.load((folder / "copier.yml").read_text(encoding="utf-8"), Loader=loader)
    return {
        name: details if isinstance(details, dict) else {"default": details}
        for name, details in told.items()
        if not name.startswith("_")
    }


def _installed_template() -> Path | None:
    """The checkout that this is in, or that it was installed from."""
    around = Path(__file__).resolve().parents[2]
    if (around / "copier.yml").is_file():
        return around
    place = Path(installed_from() or "")
    return place if (place / "copier.yml").is_file() else None


@cache
def _flags() -> list[Any]:
    """Typer makes them, of a function that has an argument for each question."""
    questions = {n: q for n, q in installed_questions().items() if n.isidentifier()}
    parameters = [_parameter(name, question) for name, question in questions.items()]

    def takes_answers(**_: Any) -> None: ...

    vars(takes_answers)["__signature__"] = inspect.Signature(parameters)
    takes_answers.__annotations__ = {p.name: p.annotation for p in parameters}
    maker = typer.Typer(add_completion=False, rich_markup_mode=None)
    maker.command()(takes_answers)
    return typer.main.get_command(maker).params


def _parameter(name: str, question: Mapping[str, Any]) -> inspect.Parameter:
    is_many, is_yes_or_no = bool(question.get("multiselect")), question.get("type") == "bool"
    flag = flag_of(name)
    option = typer.Option(
        f"{flag}/--no-{flag[2:]}" if is_yes_or_no else flag,
        help=_help(question),
        metavar=None if is_yes_or_no else _metavar(name, question),
        callback=_keep(name),
        expose_value=False,
        show_default=False,
        rich_help_panel=_PANEL,
        autocompletion=_completion(name, question),
    )
    kind: Any = list[str] if is_many else bool if is_yes_or_no else str
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, option],
    )


def _keep(name: str) -> Callable[..., Any]:
    def keep(ctx: typer.Context, value: Any) -> Any:
        if value is not None and value != ():
            is_many = isinstance(value, (list, tuple))
            ctx.meta.setdefault(_KEY, {})[name] = _split(value) if is_many else value
        return value

    return keep


def _split(values: list[str] | tuple[str, ...]) -> list[str]:
    """Said twice, or once with commas between; an empty text is none."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


def _help(question: Mapping[str, Any]) -> str:
    text = str(question.get("help") or "").strip()
    return f"{text} With commas, or once each." if question.get("multiselect") else text


def _metavar(name: str, question: Mapping[str, Any]) -> str:
    if question.get("multiselect"):
        return "ITEM,..."
    values = _values(name, question)
    kind = str(question.get("type", "str")).upper()
    return f"[{'|'.join(values)}]" if values else "TEXT" if kind == "STR" else kind


def _values(name: str, question: Mapping[str, Any]) -> list[str]:
    """What can be answered, where there are only some answers."""
    choices = question.get("choices")
    if isinstance(choices, str):
        return _items(name) if name.endswith(_CHECKLIST) else _answers_of_features().get(name, [])
    if isinstance(choices, Mapping):
        choices = choices.values()
    if choices is None:
        return []
    plain = [c[1] if isinstance(c, (list, tuple)) else c for c in choices]
    return [str(c["value"] if isinstance(c, Mapping) else c) for c in plain]


def _completion(name: str, question: Mapping[str, Any]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        known = _values(name, question)
        return [f"{before}{comma}{value}" for value in known if value.startswith(last)]

    return complete


def _items(question: str) -> list[str]:
    """Items that can be chosen, read off the list's file: loading the catalogue takes a second."""
    name = question.removesuffix(_CHECKLIST).replace("_", "-")
    items = _told_in(_CHECKLISTS, name).get(name, {}).get("items", [])
    return [item["id"] for item in items if item.get("features")]


@cache
def _answers_of_features() -> dict[str, list[str]]:
    """Answers to the questions that features open."""
    asked = [f["question"] for f in _told_in(_FEATURES, "*").values() if "question" in f]
    return {question["name"]: list(question["options"]) for question in asked}


def _told_in(folder: str, name: str) -> dict[str, dict[str, Any]]:
    import tomllib

    template = _installed_template()
    files = (template / folder).glob(f"{name}.toml") if template else ()
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


def complete_lists(incomplete: str) -> list[str]:
    """Names of checklists."""
    folder = _installed_template()
    files = sorted((folder / _CHECKLISTS).glob("*.toml")) if folder else []
    return [file.stem for file in files if file.stem.startswith(incomplete)]
