"""What a terminal gets: text in which nothing is left that it would obey (docs/decisions/0114).

One rule for tables, messages and whatever else is printed: `harmless`. Files and pipes keep data as they are.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

#: characters of the longest message
LONGEST = 2_000
#: controls (C0 but tab and line feed, DEL, C1), marks of direction, of no width and of format, line and paragraph
#: separators, halves of characters: Unicode's categories Cc, Cf, Cs, Zl, Zp, and unassigned ones that show nothing
_OBEYED = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)


def harmless(text: str) -> str:
    """Return text with each character that a terminal would obey written out; lines and tabs stay.

    >>> print(harmless("a\\x1b[31mb\\u202ec"))
    a\\x1b[31mb\\u202ec
    """
    if text.isascii() and text.isprintable():
        return text
    return _OBEYED.sub(_written, text)


def one_line(text: str) -> str:
    """Return text as one harmless line, blanks and line ends as one blank each.

    >>> one_line("a\\n  b\\x07")
    'a b\\\\x07'
    """
    return " ".join(harmless(text).split())


def message(text: str) -> str:
    """Return what a message says, on one harmless line of at most 2,000 characters: of a longer one begin and end."""
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 300]} … {line[-290:]}"


class Screen:
    """A terminal as a stream: what is written comes out harmless; all else is the terminal's own."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal

    def write(self, text: str) -> int:
        """Write text, made harmless."""
        self.terminal.write(harmless(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts, made harmless."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.terminal, name)


def guard() -> None:
    """Let standard output and standard error show harmless text, each where it is a terminal."""
    # argparse (3.14) and tracebacks (3.13) would be coloured, and the colours written out
    os.environ["PYTHON_COLORS"] = "0"
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and not isinstance(stream, Screen) and stream.isatty():
            setattr(sys, name, cast("TextIO", Screen(stream)))


def terminal(stream: TextIO) -> TextIO:
    """Return the terminal itself, for our own colours and moves; text of others goes through `harmless` first."""
    return stream.terminal if isinstance(stream, Screen) else stream


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
