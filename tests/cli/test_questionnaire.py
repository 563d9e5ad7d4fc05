"""`backsmith new` as a person has it: in a real terminal, by keys, reading the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support import terminals
from tests.support.processes import BIN
from tests.support.rendering import template
from tests.support.terminals import BACK, CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, SPACE, UP, Terminal

KNOWN = (
    *("--description", "It sells.", "--author", "Ada", "--license", "MIT"),
    *("--python-version", "3.12", "--database", "sqlite"),
)
"""Answers that these tests don't ask for."""
OPEN = ("--audit", "", "--auth", "", "--deploy", "")
ASKED: tuple[str, ...] = ()
NAME = "What is the service called?"
FRAMEWORK = "Which framework?"
PROFILE = "How much should it meet?"
GO_BACK = "shift-tab back"


@contextmanager
def new(
    place: Path, *flags: str, auth: tuple[str, ...] = OPEN, **terminal: Any
) -> Iterator[Terminal]:
    known = [*KNOWN, *auth, "--no-git", "--template", str(template()), *flags]
    with terminals.terminal(BIN / "backsmith", "new", *known, cwd=place, **terminal) as person:
        yield person


def answers_of(project: Path) -> str:
    return (project / ".copier-answers.yml").read_text()


def test_a_service_is_made_by_answering(tmp_path: Path) -> None:
    with new(tmp_path, rows=90, auth=ASKED) as person:
        person.answers(NAME, "\x15", "Order Desk", ENTER)
        person.answers(FRAMEWORK, DOWN, ENTER)
        person.sees("> Standard")
        person.presses(DOWN)
        person.sees("Needs: Mail, Redis.")
        person.presses(DOWN, ENTER)
        person.sees("What is sent twice is done once")
        person.sees("nobody wants two orders of that.")
        person.answers("API:", SPACE, ENTER)
        person.answers("Database:", ENTER)
        person.answers("Integrations:", ENTER)
        person.answers("Security:", ENTER)
        person.answers("Performance:", ENTER)
        person.answers("Operations:", SPACE, ENTER)
        person.answers("Where is it written down who has done what?", ENTER)
        person.answers("How do callers prove who they are?", ENTER)
        person.answers("Where are requests counted?", ENTER)
        person.answers("What does it run on?", ENTER)
        person.answers("Which pipeline checks it?", ENTER)
        person.answers("In which folder?", ENTER)
        person.sees("What it needs No server beside itself.")
        person.sees("What it meets of the checklists")
        person.answers("Write it to ./order-desk?", ENTER)
        assert person.ends() == 0

    assert "Order Desk is ready." in person.text
    kept = answers_of(tmp_path / "order-desk")
    assert "framework: flask" in kept
    assert "api_checklist: []" in kept
    assert "auth: []" in kept
    assert "- metrics\n- pipeline" in kept


def test_back_asks_again_and_proposes_what_was_said(tmp_path: Path) -> None:
    with new(tmp_path, "--profile", "minimal") as person:
        person.answers(NAME, "\x15", "First", ENTER)
        person.answers(FRAMEWORK, DOWN)
        person.sees("> Flask")
        person.presses(BACK)
        person.sees(f"{NAME} First enter next")
        assert FRAMEWORK not in person.text
        person.presses(" Aid", ENTER)
        person.answers(FRAMEWORK, DOWN, ENTER)
        person.answers("In which folder? ./first-aid", ESCAPE)
        person.sees("> Flask")
        person.presses(UP, ENTER)
        person.answers("In which folder?", ENTER)
        person.answers("Write it", BACK)
        person.answers("In which folder? ./first-aid enter", ENTER)
        person.answers("Write it", ENTER)
        assert person.ends() == 0

    kept = answers_of(tmp_path / "first-aid")
    assert "project_name: First Aid" in kept
    assert "framework: fastapi" in kept


def test_a_wrong_answer_is_told_where_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("")
    with new(tmp_path, "--profile", "minimal", "--framework", "flask") as person:
        person.answers(NAME, "\x15", " ", ENTER)
        person.sees("must not be empty.")
        person.presses("x", ENTER)
        person.answers("In which folder?", "\x15", "mine", ENTER)
        person.sees("is not empty, file is there")
        person.presses(CTRL_C)
        assert person.ends() == 130


@pytest.mark.parametrize("where", ["first question", "list", "summary"])
def test_ctrl_c_leaves_nothing_behind(where: str, tmp_path: Path) -> None:
    with new(tmp_path, "--profile", "minimal", "it") as person:
        person.sees(NAME)
        if where != "first question":
            person.presses(ENTER)
            person.sees(FRAMEWORK)
        if where == "summary":
            person.presses(ENTER)
            person.sees("Write it to ./it?")
        person.presses(CTRL_C)
        assert person.ends() == 130

    assert person.text.endswith("Interrupted: nothing has changed.")
    assert "Aborted" not in person.text
    assert "Traceback" not in person.text
    assert list(tmp_path.iterdir()) == []


def test_no_at_the_end_writes_nothing(tmp_path: Path) -> None:
    with new(tmp_path, "--profile", "minimal", "--framework", "flask", "it") as person:
        person.answers(NAME, ENTER)
        person.answers("Write it", "n")
        assert person.ends() == 130

    assert list(tmp_path.iterdir()) == []


def test_forty_columns_are_enough(tmp_path: Path) -> None:
    with new(tmp_path, columns=40, rows=70) as person:
        person.answers(NAME, ENTER)
        person.answers(FRAMEWORK, ENTER)
        person.sees("> Standard: what most services need")
        person.presses(DOWN, DOWN, ENTER)
        person.sees("nobody wants two orders of that.")
        person.sees("up/down move, space tick, enter next, shift-tab back, ctrl-c leave")
        broken = [line for line in person.lines if len(line) == 40 and " " in line]
        person.presses(CTRL_C)
        assert person.ends() == 130

    assert broken == [], "a line goes to the edge: a word is cut there"


@pytest.mark.parametrize(
    ("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["yes", "no"]
)
def test_colours_are_there_unless_nobody_wants_them(
    environment: dict[str, str], is_coloured: bool, tmp_path: Path
) -> None:
    with new(tmp_path, environment=environment) as person:
        person.answers(NAME, ENTER)
        person.sees("> FastAPI")
        colours = person.colours
        person.presses(CTRL_C)
        person.ends()

    assert bool(colours) is is_coloured


def test_a_dumb_terminal_asks_line_by_line(tmp_path: Path) -> None:
    with new(tmp_path, "it", rows=150, environment={"TERM": "dumb"}) as person:
        person.answers(f"{NAME} [My Service]:", "Till\n")
        person.sees("[My Service]: Till")
        person.answers("3 Django (sync, WSGI, its own ORM and admin) [1], < goes back:", "9\n")
        person.answers("9: say a number from 1 to 3.", "3\n")
        person.answers("How much should it meet?", "<\n")
        person.answers("[3], < goes back:", "\n")
        person.answers("[2], < goes back:", "1\n")
        person.answers("Write it to ./it? [Y/n]", "y\n")
        assert person.ends() == 0

    assert b"\x1b" not in person.written
    assert "framework: django" in answers_of(tmp_path / "it")


def test_the_end_of_input_is_an_interrupt(tmp_path: Path) -> None:
    with new(tmp_path, "it", environment={"TERM": "dumb"}) as person:
        person.answers(NAME, CTRL_D)
        assert person.ends() == 130

    assert "Traceback" not in person.text
