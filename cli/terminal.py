"""Tables and progress on a terminal, by Rich; imported only when there is one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from ..schema import Rows
from .formats import visible
from .labels import labels
from .options import Options, tell
from .screen import one_line, terminal
from .width import width

#: colour of the words that a reader looks for
_STYLES = {
    word: style
    for style, words in {
        "bold red": "建链 补链 查过未见 build fill not_found",
        "magenta": "延链 extend",
        "yellow": "强链 单点（在录） strengthen",
        "green": "已有 present",
        "dim": "待查 未知 不适用 look_up unknown not_expected",
    }.items()
    for word in words.split()
}


def draw(rows: Rows, options: Options, brief: Sequence[str] = ()) -> None:
    """Print a table; where the screen is too narrow for all columns, those of `brief`, saying so."""
    console = Console(file=terminal(sys.stdout), highlight=False, markup=False, emoji=False)
    names = labels(options.lang)
    shown = list(rows.columns)
    if brief and _needed(rows, shown, names) > console.width:
        shown = [column for column in brief if column in rows.columns]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in shown:
        numbers = all(isinstance(value, int | float) for value in rows.column(column))
        table.add_column(
            Line(visible(names.get(column, column))), overflow="fold", justify="right" if numbers else "left"
        )
    for row in rows:
        cells = [visible(row[column]) for column in shown]
        table.add_row(*(Line(cell, style=_STYLES.get(cell, "")) for cell in cells))
    console.print(table)
    hidden = [column for column in rows.columns if column not in shown]
    if hidden:
        zh = f"窗口太窄,未列出:{'、'.join(names.get(c, c) for c in hidden)};--format csv|json 有全部各列"
        tell(options.say(zh, f"too narrow for {', '.join(hidden)}: --format csv or json has all columns"))


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error that ``advance(done, total)`` moves; total 0 is unknown."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(file=terminal(sys.stderr))
    # Rich would take what is written meanwhile and obey its colours and links; the streams stay as they are
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bars:
        task = bars.add_task(one_line(title), total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total or None)


def _needed(rows: Rows, columns: Sequence[str], names: dict[str, str]) -> int:
    """Columns of the screen that a table needs before its longest texts fold: a sentence may take 3 lines."""
    total = 0
    for column in columns:
        longest = max((width(visible(value)) for value in rows.column(column)), default=0)
        total += max(width(visible(names.get(column, column))), min(longest, 28)) + 2
    return total
