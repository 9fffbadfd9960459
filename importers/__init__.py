"""Files and graphs of other programs → records: tables described by a mapping, the data pack, the import report."""

from .datasets import Dataset, open_tables, pack
from .graphs import Adoption, Remark, draft_mapping, open_graph
from .names import LookUp, made_id
from .report import write_report

__all__ = [
    "Adoption",
    "Dataset",
    "LookUp",
    "Remark",
    "draft_mapping",
    "made_id",
    "open_graph",
    "open_tables",
    "pack",
    "write_report",
]
