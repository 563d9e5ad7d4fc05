"""Questions by questionary, with what it lacks: a key that goes back, reasons that wrap, one line
of keys below.
"""

import sys
from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit import Application, print_formatted_text
from prompt_toolkit.filters import Always, is_done
from prompt_toolkit.formatted_text import FormattedText, StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VerticalAlign, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from backsmith.generating.prompts import BACK, Option, Prompt
from backsmith.wrapping import width, wrapped

_STYLE = Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan nobold"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "fg:ansicyan"),
        ("selected", "noreverse"),
        ("disabled", "fg:ansibrightblack"),
        ("about", ""),
        ("keys", "fg:ansibrightblack"),
        ("validation-toolbar", "noreverse bg:default fg:ansired"),
        ("bottom-toolbar", "noreverse"),
    ]
)
_GO_BACK = ("s-tab", "escape")
_KEYS = {
    "text": "enter next",
    "yes": "y or n, enter next",
    "one": "up/down move, enter next",
    "many": "up/down move, space tick, enter next",
}
_TITLE, _TICKED_TITLE = 3, 5
"""Where titles begin: behind a pointer, and a tick where there is one."""


class TerminalAsker:
    """Leaves one line of each question that is answered, and takes it back when a person does."""

    def __init__(self) -> None:
        self._left: list[int] = []
        """Rows of the lines that stand right above, oldest first."""

    def ask(self, prompt: Prompt, /) -> Any:
        if prompt.is_apart:
            self._left.clear()
        answer = _application(prompt).run()
        if answer is BACK:
            _erase(self._left.pop() if self._left else 0)
        else:
            self._left.append(_leave(prompt.message, _shown(prompt, answer)))
        return answer


def _application(prompt: Prompt) -> Application[Any]:
    application = _QUESTIONS[prompt.kind](prompt).application
    lists = (w.content for w in application.layout.find_all_windows() if _is_list(w))
    application.layout = _with_footer(application.layout, prompt, next(lists, None))
    application.erase_when_done = True
    application.ttimeoutlen = 0.1  # how long Escape waits for the rest of another key
    if prompt.has_before:
        application.key_bindings = merge_key_bindings(
            [application.key_bindings or KeyBindings(), _going_back()]
        )
    return application


def _shown(prompt: Prompt, answer: Any) -> str:
    if prompt.is_secret:
        return "***"
    if prompt.kind == "yes":
        return "yes" if answer else "no"
    if prompt.kind == "text":
        return " ".join(str(answer).split()) or "nothing"
    taken = answer if prompt.kind == "many" else [answer]
    return ", ".join(o.title for o in prompt.options if o.value in taken) or "none of them"


def _leave(message: str, answer: str) -> int:
    """Prints what stays; says how many rows it takes."""
    question, said = wrapped(message, 2)[2:], wrapped(answer, 2)
    if "\n" not in question and len(question) + len(answer) + 3 <= width():
        question, said = f"{question} ", answer
    else:
        said = f"\n{said}"
    parts = [("class:qmark", "? "), ("class:question", question), ("class:answer", said)]
    print_formatted_text(FormattedText(parts), style=_STYLE)
    return f"{question}{said}".count("\n") + 1


def _erase(rows: int) -> None:
    if rows:
        sys.stdout.write(f"\x1b[{rows}A\x1b[J")
        sys.stdout.flush()


def _text(prompt: Prompt) -> questionary.Question:
    ask = questionary.password if prompt.is_secret else questionary.text
    options: dict[str, Any] = {} if prompt.is_secret else {"multiline": prompt.is_multiline}
    default = str(prompt.default or "")
    return ask(
        _message(prompt, beside=default),
        default=default,
        validate=lambda text: _fault(prompt, text) or True,
        style=_STYLE,
        **options,
    )


def _yes(prompt: Prompt) -> questionary.Question:
    return questionary.confirm(
        _message(prompt, beside="(Y/n) yes"), default=bool(prompt.default), style=_STYLE
    )


def _one(prompt: Prompt) -> questionary.Question:
    values = [option.value for option in prompt.options]
    return questionary.select(
        _message(prompt),
        choices=[_choice(option, _TITLE) for option in prompt.options],
        default=prompt.default if prompt.default in values else None,
        instruction=" ",
        show_description=False,
        use_indicator=False,
        pointer=">",
        style=_STYLE,
    )


def _many(prompt: Prompt) -> questionary.Question:
    return questionary.checkbox(
        _message(prompt),
        choices=[_choice(o, _TICKED_TITLE, o.value in prompt.default) for o in prompt.options],
        validate=lambda values: _fault(prompt, values) or True,
        instruction="",
        show_description=False,
        pointer=">",
        style=_STYLE,
    )


_QUESTIONS: dict[str, Callable[[Prompt], questionary.Question]] = {
    "text": _text,
    "yes": _yes,
    "one": _one,
    "many": _many,
}


def _message(prompt: Prompt, beside: str = "") -> str:
    """Wrapped at words; what stands beside it goes below where there is no room."""
    message = wrapped(prompt.message, 2)[2:]
    is_roomy = "\n" not in message and len(message) + len(beside) + 3 <= width()
    return message if is_roomy or not beside else f"{message}\n"


def _fault(prompt: Prompt, answer: Any) -> str:
    return wrapped(prompt.check(answer) or "", 3)


def _choice(option: Option, indent: int, is_ticked: bool = False) -> questionary.Choice:
    """Its reasons are shown below, by the footer."""
    return questionary.Choice(
        wrapped(option.title, indent).lstrip(),
        value=option.value,
        disabled=option.refused or None,
        checked=is_ticked,
        description=option.about,
    )


def _going_back() -> KeyBindings:
    bindings = KeyBindings()

    def go_back(event: Any) -> None:
        event.app.exit(result=BACK)

    for key in _GO_BACK:
        bindings.add(key, eager=True)(go_back)
    return bindings


def _is_list(window: Window) -> bool:
    return isinstance(window.content, InquirerControl)


def _with_footer(layout: Layout, prompt: Prompt, control: Any) -> Layout:
    """What the answer pointed at brings, then the keys; both go once it is answered."""
    focused = layout.current_window
    for window in layout.find_all_windows():
        window.dont_extend_height = Always()
        if isinstance(window.content, FormattedTextControl):
            window.height = None  # a fault takes the rows that it needs

    def footer() -> StyleAndTextTuples:
        about = (control.get_pointed_at().description or "") if control else ""
        keys = _KEYS[prompt.kind] + (", shift-tab back" if prompt.has_before else "")
        told: StyleAndTextTuples = []
        if about:
            told.append(("class:about", f"\n{wrapped(about, 3)}\n"))
        told.append(("class:keys", f"\n{wrapped(keys + ', ctrl-c leave', 3)}"))
        return told

    below = Window(FormattedTextControl(footer), dont_extend_height=Always())
    parts = [layout.container, ConditionalContainer(below, filter=~is_done)]
    return Layout(HSplit(parts, align=VerticalAlign.TOP), focused_element=focused)
