"""Tables that are read: calm, without frames, and whole in forty columns too."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROW = 60
"""Columns. Below that what stands beside goes below."""


def title(console: "Console", text: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(text, style="bold"), soft_wrap=False)


def paragraph(console: "Console", text: str, *, indent: int = 0, style: str = "") -> None:
    """Wrapped at words."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text, style=style), (0, 0, 0, indent)), soft_wrap=False)


def rows(
    console: "Console",
    pairs: Iterable[tuple[str, "RenderableType"]],
    *,
    style: str = "cyan",
    indent: int = 2,
) -> None:
    """A name and what there is to say of it. In a narrow window the name is above."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    told = list(pairs)
    if console.width < NARROW:
        for name, text in told:
            console.print(Padding(Text(name, style=style), (0, 0, 0, indent)), soft_wrap=False)
            console.print(Padding(text, (0, 0, 0, indent + 2)), soft_wrap=False)
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    widest = max((len(name) for name, _ in told), default=0)
    table.add_column(style=style, width=min(widest, console.width // 3), overflow="fold")
    table.add_column(overflow="fold")
    for name, text in told:
        table.add_row(name, text)
    console.print(Padding(table, (0, 0, 0, indent)), soft_wrap=False)
