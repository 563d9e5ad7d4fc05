"""The sync layers are derived from the async ones, by `tools/derive_sync.py`."""

import sys
from pathlib import Path

import pytest

from tools import derive_sync
from tools.derive_sync import DROPPED, RENAMED, derive, pairs
from tools.render import ROOT

PAIRS = list(pairs())


@pytest.mark.parametrize("source", [source for source, _ in PAIRS], ids=lambda file: file.name)
def test_what_is_derived_has_nothing_more_to_derive(source: Path) -> None:
    made = derive(source.read_text())

    assert derive(made) == made


def test_there_is_something_to_derive_in_each_layer() -> None:
    layers = {twin.parts[len(ROOT.parts) + 2] for _, twin in PAIRS}

    assert layers == {f"{{{{ stack.{twin} }}}}" for twin in derive_sync.LAYERS.values()}


@pytest.mark.parametrize(
    ("waiting", "plain"),
    [
        ("async def a() -> None:\n    await b()\n", "def a() -> None:\n    b()\n"),
        (
            "async def a() -> None:\n    async with b() as c:\n        d = await c.e\n",
            "def a() -> None:\n    with b() as c:\n        d = c.e\n",
        ),
        (
            "async def a() -> None:\n    async for b in c():\n        d(await b, (await e()).f)\n",
            "def a() -> None:\n    for b in c():\n        d(b, (e()).f)\n",
        ),
        (
            "def a(b: Callable[[], Awaitable[int]]) -> None: ...\n",
            "def a(b: Callable[[], int]) -> None: ...\n",
        ),
    ],
)
def test_what_waits_no_longer_waits(waiting: str, plain: str) -> None:
    assert derive(waiting) == plain


@pytest.mark.parametrize(("name", "twin"), RENAMED.items())
def test_a_name_gets_that_of_its_twin(name: str, twin: str) -> None:
    assert derive(f"a = b.{name}(c)\n") == f"a = b.{twin}(c)\n"
    assert derive(f"a = b.{name}s + not_{name}\n") == f"a = b.{name}s + not_{name}\n"


@pytest.mark.parametrize("name", [*RENAMED, *sorted(DROPPED)])
def test_a_string_and_a_comment_stay_as_they_are(name: str) -> None:
    source = f'"""Of {name} it is told."""\n\na = "{name} b"  # {name} is why\n'

    assert derive(source) == source


def test_imports_are_sorted_and_those_that_nobody_needs_are_gone() -> None:
    source = (
        "from asyncio import sleep\n"
        "from collections.abc import AsyncIterator, Awaitable, Callable\n\n"
        "from sqlalchemy.ext.asyncio import AsyncEngine\n\n\n"
        "async def a(b: Callable[[AsyncEngine], Awaitable[int]], c: AsyncEngine) -> int:\n"
        "    await sleep(1)\n"
        "    return await b(c.sync_engine)\n"
    )

    assert derive(source) == (
        "from collections.abc import Callable\n"
        "from time import sleep\n\n"
        "from sqlalchemy import Engine\n\n\n"
        "def a(b: Callable[[Engine], int], c: Engine) -> int:\n"
        "    sleep(1)\n"
        "    return b(c)\n"
    )


def test_a_stale_twin_is_found_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    core = tmp_path / "template" / "{{ feature.core }}"
    source = core / "{{ stack.async }}" / "src" / "a.py"
    twin = core / "{{ stack.sync }}" / "src" / "a.py"
    by_hand = core / "{{ stack.async }}" / "src" / min(derive_sync.NATIVE)
    source.parent.mkdir(parents=True)
    source.write_text("async def a() -> None:\n    await b()\n")
    by_hand.write_text("async def a() -> None: ...\n")
    monkeypatch.setattr(derive_sync, "ROOT", tmp_path)

    said = []
    for arguments in ["--check"], [], ["--check"]:
        monkeypatch.setattr(sys, "argv", ["derive_sync", *arguments])
        said.append((derive_sync.main(), capsys.readouterr().out.partition(":")[0]))

    assert said == [(1, "stale"), (0, "written"), (0, "")]
    assert twin.read_text() == "def a() -> None:\n    b()\n"
    assert [file.name for file in twin.parent.iterdir()] == ["a.py"]
