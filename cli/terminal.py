"""Tables and progress on a terminal, by Rich; imported only when there is one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import ceil

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.table import Table
from rich.text import Text as Line

from ..schema import Rows
from .formats import visible
from .labels import labels
from .options import Options, tell
from .screen import one_line, terminal
from .width import width
from .wording import Say

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
        zh = f"窗口太窄，未列出：{'、'.join(names.get(c, c) for c in hidden)}；--format csv|json 有全部各列"
        tell(options.say(zh, f"too narrow for {', '.join(hidden)}: --format csv or json has all columns"))


class Bars:
    """One bar on standard error: how many of how many, how fast, how long still; there from a move to the next stop."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._shown: Progress | None = None
        self._task = TaskID(0)
        self._title = ""

    def move(self, title: str, done: int, total: int) -> None:
        """Show how far the step of this title is; total 0 is unknown."""
        if self._shown is None or title != self._title:
            self.stop()
            self._title = title
            self._shown = self._made()
            self._task = self._shown.add_task(one_line(title), total=None)
            self._shown.start()
        self._shown.update(self._task, completed=done, total=total or None)

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None

    def _made(self) -> Progress:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), _Pace(self._say))
        console = Console(file=terminal(sys.stderr))
        # Rich would take what is written meanwhile and obey its colours and links; the streams stay as they are
        return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)


class _Pace(ProgressColumn):
    """How many a second, and how long still; how long already where that is not known."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def render(self, task: Task) -> Line:
        return Line(pace(task.speed, task.time_remaining, task.elapsed, self._say))


def pace(speed: float | None, left: float | None, so_far: float | None, say: Say) -> str:
    """Return rate and time left in words, or the time so far.

    >>> from .wording import speaker
    >>> pace(1234.5, 61.2, 5, speaker("en")), pace(None, None, 3723, speaker("zh"))
    ('1,234/s, 1:02 left', '已用 1:02:03')
    """
    told = [f"{speed:,.0f}/s"] if speed and speed >= 1 else []
    if left is not None:
        told.append(say(f"还需 {_clock(left)}", f"{_clock(left)} left"))
    elif so_far is not None:
        told.append(say(f"已用 {_clock(so_far)}", f"{_clock(so_far)} so far"))
    return say(",", ", ").join(told)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _needed(rows: Rows, columns: Sequence[str], names: dict[str, str]) -> int:
    """Columns of the screen that a table needs before its longest texts fold: a sentence may take 3 lines."""
    total = 0
    for column in columns:
        longest = max((width(visible(value)) for value in rows.column(column)), default=0)
        total += max(width(visible(names.get(column, column))), min(longest, 28)) + 2
    return total
