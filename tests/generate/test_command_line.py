"""`copier copy` as a person runs it: quick, and clear where an answer is wrong."""

import resource
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from tests.support.presets import COMPANY, Answers
from tests.support.processes import BIN, attempt
from tests.support.rendering import template

MOST_CPU_SECONDS = 1.5
MOST_STARTS = 2
"""Times what Copier takes to start: 0.9 s where nothing else runs, of 1.45 s for all."""
MOST_TRIES = 15


def copy(source: Path, place: Path, answers: Answers | None = None) -> CompletedProcess[str]:
    given = place / "answers.yml"
    given.write_text(yaml.safe_dump(answers or {}))
    options = ["--trust", "--defaults", "--data-file", given]
    return attempt(BIN / "copier", "copy", *options, source, place / "service", cwd=place)


def cpu_seconds(work: Callable[[], CompletedProcess[str]]) -> float:
    """What the processes that it starts take of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert work().returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_field(**keys: object) -> Answers:
    return {"resources": [{"name": "company", "fields": [{"name": "title", **keys}]}]}


def test_it_writes_a_service_and_says_how_to_go_on(tmp_path: Path) -> None:
    done = copy(template(), tmp_path)

    assert done.returncode == 0
    assert "make run" in done.stderr
    assert (tmp_path / "service" / "Makefile").is_file()


def test_it_takes_little_time(tmp_path: Path) -> None:
    """CPU of the whole command, Python's start included.

    Seconds stretch on a busy machine: then those of Copier's own start do too, which are taken in
    turns with it. What either takes is the least of all tries: more are made while it is too much.
    """
    starts: list[float] = []
    copies: list[float] = []
    for number in range(MOST_TRIES):
        place = tmp_path / str(number)
        place.mkdir()
        starts.append(cpu_seconds(lambda: attempt(BIN / "copier", "--version", cwd=tmp_path)))
        copies.append(cpu_seconds(partial(copy, template(), place)))
        assert (place / "service" / "Makefile").is_file()
        start, spent = min(starts), min(copies)
        if spent < (allowed := max(MOST_CPU_SECONDS, MOST_STARTS * start)):
            break

    print(f"copier copy: {spent:.2f} s of CPU, of which Copier's start is {start:.2f} s")
    assert spent < allowed


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (with_field(type="strnig"), "resource company, field title: type should be 'string', "),
        (with_field(type="string", lenght=3), "field title: there is no such key as lenght."),
        (
            {"resources": [{**COMPANY, "name": "class"}]},
            "resource class is a reserved word of Python; choose another.",
        ),
        ({"resources": [COMPANY, COMPANY]}, "resources: two of them have the name company."),
        ({"resources": []}, "resources: should list at least one"),
        ({"project_name": " "}, "project_name: must not be empty."),
    ],
)
def test_a_wrong_answer_is_one_clear_sentence_and_nothing_is_written(
    answers: Answers, sentence: str, tmp_path: Path
) -> None:
    done = copy(template(), tmp_path, answers)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "service").exists()


def test_a_misspelt_layer_is_one_clear_line_and_nothing_is_written(tmp_path: Path) -> None:
    source = tmp_path / "template"
    shutil.copytree(template(), source)
    layer = source / "template" / "{{ feature.core }}"
    (layer / "{{ stack.any }}").rename(layer / "{{ stack.anny }}")

    done = copy(source, tmp_path)

    assert done.returncode == 1
    assert "has no attribute 'anny'" in done.stderr
    assert not (tmp_path / "service").exists()
