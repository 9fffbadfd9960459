"""Files → records: tables described by a mapping, the data pack, the import report."""

from .datasets import Dataset, open_tables, pack
from .names import LookUp, made_id
from .report import write_report

__all__ = ["Dataset", "LookUp", "made_id", "open_tables", "pack", "write_report"]
