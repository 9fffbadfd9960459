"""How wide text stands on a screen: a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Return the number of columns that text takes.

    >>> width("光电 chain")
    10
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def pad(text: str, columns: int, right: bool = False) -> str:
    """Return text filled with blanks to a number of columns."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, columns: int) -> list[str]:
    """Return text in lines of at most so many columns; Chinese breaks anywhere, other words stay whole.

    >>> wrap("一条产业链的缺口 of a chain", 10)
    ['一条产业链', '的缺口 of', 'a chain']
    """
    lines = [""]
    for word in _words(text):
        if width(lines[-1]) + width(word.rstrip()) > columns and lines[-1]:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _words(text: str) -> list[str]:
    """Split where a line may break; closing punctuation stays with what stands before it."""
    words: list[str] = []
    open_ = False  # whether the last word may grow
    for character in " ".join(text.split()):
        wide = _columns(character) == 2
        if words and ((open_ and not wide) or character in ",。;:、)】》」!?,;:" or character == " "):
            words[-1] += character
        else:
            words.append(character)
        open_ = not wide and character != " "
    return words
