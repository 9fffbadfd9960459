"""Java classes by name, and what Java throws."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def java(name: str) -> Any:
    """Return a Java class by its full name."""
    import jpype

    return jpype.JClass(name)


def java_error() -> Any:
    """Return the class of every exception that Java throws."""
    import jpype

    return jpype.JException


def is_java(error: BaseException) -> bool:
    """Say whether an exception comes from Java; asked also where no Java could be started."""
    import jpype

    return jpype.isJVMStarted() and isinstance(error, jpype.JException)
