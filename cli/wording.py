"""Which language to speak, known before the options are parsed because help is text too."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Sequence
from typing import Literal

Lang = Literal["zh", "en"]
#: picks one of two wordings: ``say("缺口", "gaps")``
Say = Callable[[str, str], str]


def language(words: Sequence[str]) -> Lang:
    """Return the language that the command line asks for, else that of the locale.

    >>> language(["gaps", "--lang", "en"])
    'en'
    """
    wanted = ""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang":
            wanted = "".join(words[at + 1 : at + 2])
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    if wanted in ("zh", "en"):
        return "zh" if wanted == "zh" else "en"
    return "zh" if _locale().lower().startswith(("zh", "chinese")) else "en"


def speaker(lang: Lang) -> Say:
    """Return the function that picks the wording of a language."""
    if lang == "zh":
        return lambda zh, en: zh  # noqa: ARG005 one of the two is always left
    return lambda zh, en: en  # noqa: ARG005


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""  # Windows names it: Chinese (Simplified)_China
