"""Files as they come → rows with their place: text tables, workbooks, JSON, YAML, Parquet, GraphML."""

from .grids import MARKS
from .kinds import ENDINGS, kind_of, length_of, may_be_table
from .opening import read_rows
from .rows import Form, Layout, LeftOut, Row

__all__ = ["ENDINGS", "MARKS", "Form", "Layout", "LeftOut", "Row", "kind_of", "length_of", "may_be_table", "read_rows"]
