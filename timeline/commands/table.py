"""Rows on the terminal: a table, a few lines each where it is narrow, or tab-separated text in a pipe."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

from timeline.commands.terminal import is_terminal, say

_TABLE_WIDTH = 150  # columns of a terminal from which on the table has room for titles


def print_rows(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows of seven cells: start, end, status, title, two more, id. ``head`` names them."""
    if not is_terminal(sys.stdout):
        for row in (head, *rows):
            say("\t".join(row))
        return
    width = shutil.get_terminal_size().columns
    if rows and width < _TABLE_WIDTH:
        say("\n\n".join(block(row, width) for row in rows))
    elif rows:
        _print_table(("when", *head[2:]), rows)


def block(row: tuple[str, ...], width: int) -> str:
    """One row on a few lines of a narrow terminal, where a table would leave no room for its title."""
    start, end, status, title, *others = row
    head = f"{start if end in ('', start) else f'{start} to {end}'}  {status}"
    told = [f"  {line}" for line in textwrap.wrap(title, max(width - 2, 20))]
    rest = [f"  {part}" for part in others if part]
    return "\n".join([head, *told, *rest])


def _print_table(names: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False, expand=True)
    for name in names:
        whole = name in ("when", "status", "id")  # cut short, an id could not be given to `show`
        table.add_column(
            name,
            no_wrap=whole,
            overflow="fold" if whole else "ellipsis",
            ratio=None if whole else 2 if name == "title" else 1,
        )
    for start, end, *others in rows:
        when = start if end in ("", start) else f"{start} to {end}"
        table.add_row(Text(when), *map(Text, others))
    Console().print(table)
