"""What a store logs while a command waits for it, told as all else is: in the language of the command."""

from __future__ import annotations

import logging
import sys

from .screen import message
from .wording import Lang


class _Told(logging.Handler):
    """Tells what is logged; a record may bring its sentence in Chinese, as ``zh``."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(logging.WARNING)
        self._lang = lang

    def emit(self, record: logging.LogRecord) -> None:
        zh = str(getattr(record, "zh", "")) if self._lang == "zh" else ""
        said = zh or record.getMessage()
        sys.stderr.write(message(said) + "\n")


def tell_what_is_logged(lang: Lang) -> None:
    """Tell from now on what the package logs, once, in a language."""
    log = logging.getLogger("chainscape")
    for each in [each for each in log.handlers if isinstance(each, _Told)]:
        log.removeHandler(each)
    log.addHandler(_Told(lang))
