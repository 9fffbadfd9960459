"""Text widths without a browser, and the cutting and wrapping that rest on them.

The estimate is for Chinese fonts of any system and errs on the wide side; browser tests compare it with
what Chromium draws.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_NARROW = frozenset("iljtfrI.,:;'!|()[]{}/\\` -·‧")
_WIDE = frozenset("mwMW@%&—…")
_CLOSING = frozenset("、,。;:)》」』”’!?】〕〉,.;:)!?]}%/·")
_OPENING = frozenset("(《「『“‘【〔〈([{")
_PARTS = re.compile(r"[A-Za-z0-9À-ɏ&+'’_.\-]+|\s+|.", re.DOTALL)
ELLIPSIS = "…"
#: letters of a broken word that stay together
_FEWEST = 4
#: px by which sums of the same widths in another order may differ
_ROUNDING = 1e-6


@lru_cache(maxsize=20_000)
def _em(character: str) -> float:
    """Return the width of a character in units of the font size."""
    if unicodedata.east_asian_width(character) in "WFA" and character != "·":
        return 1.0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.9
    return 0.7 if character.isupper() else 0.58


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of a text in px.

    >>> width("光模块", 12)
    36.0
    """
    ems = map(_em, text)
    return sum(em * 1.05 if em < 1 else em for em in ems) * size if bold else sum(ems) * size


def clip(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than the room.

    >>> clip("江苏亨通光电股份有限公司", 12, 60)
    '江苏亨通…'
    """
    if width(text, size, bold=bold) <= room:
        return text
    left = room - width(ELLIPSIS, size, bold=bold)
    kept = []
    for character in text:
        left -= width(character, size, bold=bold)
        if left < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def clip_middle(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return the text, its beginning and its end about an ellipsis where it is wider than the room.

    What begins alike is told apart by its end.

    >>> clip_middle("江苏亨通光电股份有限公司", 12, 84)
    '江苏亨…限公司'
    """
    if width(text, size, bold=bold) <= room:
        return text
    # the widths of all beginnings and endings are summed once: a name of thousands of letters is not measured for each
    starts, finishes = _widths(text, size, bold), _widths(text[::-1], size, bold)
    left = room - width(ELLIPSIS, size, bold=bold) + _ROUNDING
    for kept in range(len(text) - 1, 1, -1):
        if starts[kept - kept // 2] + finishes[kept // 2] <= left:
            begins, ends = text[: kept - kept // 2].rstrip(), text[-(kept // 2) :].lstrip()
            made = f"{begins}{ELLIPSIS}{ends}"
            if width(made, size, bold=bold) <= room:
                return made
    return ELLIPSIS


def _widths(text: str, size: float, bold: bool) -> list[float]:
    """Return the width of each beginning of a text, by its length, blanks at its end left out."""
    found, whole = [0.0], 0.0
    for character in text:
        whole += width(character, size, bold=bold)
        found.append(found[-1] if character.isspace() else whole)
    return found


def rejoined(lines: Sequence[str]) -> str:
    """Return lines of `wrap` as one text: with a blank between them, but between two letters of Chinese.

    >>> rejoined(["Suzhou Institute", "of Metrology"]), rejoined(["计量", "测试院"])
    ('Suzhou Institute of Metrology', '计量测试院')
    """
    text = ""
    for line in lines:
        blank = " " if text and (text[-1:].isascii() or line[:1].isascii()) else ""
        text += blank + line
    return text


def wrap(text: str, size: float, room: float, lines: int = 2, *, bold: bool = False) -> list[str]:
    """Return the text in at most so many lines, the last one cut where it must be.

    Latin words stay whole, no line starts with a closing mark or ends with an opening bracket, and the last
    line is never a single character.

    >>> wrap("铁矿石、焦炭、石灰石等原料", 14, 126)
    ['铁矿石、焦炭、石灰', '石等原料']
    >>> wrap("光通信系统设备器", 14, 98)
    ['光通信系统设', '备器']
    """
    pieces = [part for unit in _units(text) for part in _fit(unit, size, room, bold)]
    rows: list[list[str]] = [[]]
    for piece in pieces:
        row = rows[-1]
        if row and width("".join(row) + piece.rstrip(), size, bold=bold) > room:
            rows.append([])
        if rows[-1] or not piece.isspace():
            rows[-1].append(piece)
    if len(rows) > 1 and len("".join(rows[-1]).strip()) == 1 and len(rows[-2]) > 1:
        rows[-1].insert(0, rows[-2].pop())
    found = [line for line in ("".join(row).strip() for row in rows) if line]
    if len(found) > lines:
        found[lines - 1 :] = [clip(rejoined(found[lines - 1 :]), size, room, bold=bold)]
    return found or [""]


def broken(word: str, size: float, room: float) -> list[str]:
    """Return a Latin word that is wider than the room in parts: after its own hyphens, else with new ones.

    >>> broken("Nano-biomaterials", 10, 71), broken("semiconductors", 10, 71), broken("光模块", 12, 24)
    (['Nano-', 'biomaterials'], ['semiconduc-', 'tors'], ['光模块'])
    """
    if not word.isascii() or width(word, size) <= room:
        return [word]
    pieces = [piece for part in re.split("(?<=[-/])", word) for piece in _hyphenated(part, size, room)]
    found = [""]
    for piece in pieces:
        if found[-1] and width(found[-1] + piece, size) > room:
            found.append("")
        found[-1] += piece
    return found


def _hyphenated(word: str, size: float, room: float) -> list[str]:
    """Return a word with a hyphen where it has to go on in the next line, no part of it shorter than a few letters."""
    if width(word, size) <= room or len(word) < 2 * _FEWEST:
        return [word]
    kept = len(word) - _FEWEST
    while kept > _FEWEST and width(word[:kept] + "-", size) > room:
        kept -= 1
    return [word[:kept] + "-", *_hyphenated(word[kept:], size, room)]


def _units(text: str) -> list[str]:
    """Return the parts between which a line may break."""
    units: list[str] = []
    opening = ""
    for part in _PARTS.findall(text):
        if part in _OPENING:
            opening += part
        elif units and not opening and (part in _CLOSING or part.isspace()):
            units[-1] += part
        else:
            units.append(opening + part)
            opening = ""
    return [*units, opening] if opening else units


def _fit(unit: str, size: float, room: float, bold: bool) -> list[str]:
    """Return a unit, in pieces where it is wider than a whole line."""
    if width(unit.rstrip(), size, bold=bold) <= room:
        return [unit]
    pieces = [""]
    for character in unit:
        if pieces[-1] and width(pieces[-1] + character, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
