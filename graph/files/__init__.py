"""A store out again, as files of other programs."""

from .exporting import FORMATS, Exported, export
from .jsonl import read_records

__all__ = ["FORMATS", "Exported", "export", "read_records"]
