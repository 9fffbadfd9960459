"""The command line: parses, calls one function, prints."""

from .program import main, script

__all__ = ["main", "script"]
