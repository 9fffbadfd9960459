"""Files and graphs of other programs → records: tables described by a mapping, the data pack, the import report."""

from .datasets import Dataset, dataset_name, open_tables, pack, presets
from .graphs import Adoption, Remark, draft_mapping, open_graph
from .lost_ends import name_ends
from .mapping_file import DATASET_NAMES, is_dataset_name
from .mapping_schema import mapping_json_schema
from .names import Bearers, LookUp, Names, Way, made_id
from .public_layouts import fitting_presets
from .report import REPORT_COLUMNS, report_row, write_report
from .suggesting import Question, suggest_mapping

__all__ = [
    "DATASET_NAMES",
    "REPORT_COLUMNS",
    "Adoption",
    "Bearers",
    "Dataset",
    "LookUp",
    "Names",
    "Question",
    "Remark",
    "Way",
    "dataset_name",
    "draft_mapping",
    "fitting_presets",
    "is_dataset_name",
    "made_id",
    "mapping_json_schema",
    "name_ends",
    "open_graph",
    "open_tables",
    "pack",
    "presets",
    "report_row",
    "suggest_mapping",
    "write_report",
]
