"""Which of the mappings for public layouts reads some files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from ..schema import DataError, Problem
from .datasets import open_tables, presets

#: records and problems that are looked at
_LOOKED_AT = 50


def fitting_presets(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the presets that read the first rows of some files without a problem."""
    return tuple(name for name in presets() if _reads(paths, name))


def _reads(paths: Sequence[Path], name: str) -> bool:
    try:
        found = list(islice(open_tables(paths, f"preset:{name}"), _LOOKED_AT))
    except DataError:
        return False
    return bool(found) and not any(isinstance(each, Problem) for each in found)
