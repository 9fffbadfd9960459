"""Initials of the pinyin readings of a name, for search: 长光华芯 is found by cghx and by zghx."""

from __future__ import annotations

from functools import lru_cache


def initials(name: str) -> str:
    """Return, for each character that can be typed, the first letters of all its readings, blank between them.

    >>> initials("长光 LED")
    'cz g l e d'
    """
    return " ".join(letters for letters in map(_letters, name) if letters)


@lru_cache(maxsize=20_000)
def _letters(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if not "\u3400" <= character <= "\U0003134f":
        return ""
    # 0.3 s to import, so not before a page with a search field is made
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return "".join(sorted({reading[0] for reading in readings[0] if reading})) if readings else ""
