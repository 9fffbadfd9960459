"""Names as they are typed by pinyin, for search: 长光华芯 is found by cghx, by zghx and by changguang."""

from __future__ import annotations

from functools import lru_cache


def spelled(name: str) -> str:
    """Return, for each character that can be typed, all its readings, blank between the characters.

    >>> spelled("长光 LED")
    'chang/zhang guang l e d'
    """
    return " ".join(readings for readings in map(_readings, name) if readings)


def initials(name: str) -> str:
    """Return, for each character that can be typed, the first letters of all its readings, blank between them.

    >>> initials("长光 LED")
    'cz g l e d'
    """
    return " ".join("".join(sorted({each[0] for each in word.split("/")})) for word in spelled(name).split())


@lru_cache(maxsize=20_000)
def _readings(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if not "\u3400" <= character <= "\U0003134f":
        return ""
    # 0.3 s to import, so not before a page with a search field is made
    from pypinyin import Style, pinyin

    # v is how ü is typed
    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return "/".join(sorted({reading for reading in readings[0] if reading.isascii() and reading})) if readings else ""
