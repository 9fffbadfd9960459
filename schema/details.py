"""Further details: one-off facts as ``name=value``, and what the names mean in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .files import read_yaml
from .wordings import Text

FILE = Path(__file__).parent / "detail_names.yaml"


@cache
def detail_names() -> Mapping[str, Text]:
    """Return the labels of the names that details of the pack bear.

    Not part of the vocabulary, which every start reads: a planner's details may bear any name.
    """
    part = read_yaml(FILE).part("names")
    return {name: part.part(name).text() for name in part.data}


def write_detail(name: str, text: str) -> str:
    """Return one item of ``details`` from the heading and the cell of a table, both cleaned; "" where nothing is known.

    >>> write_detail("员工数", "12"), write_detail("注册资本(万元)", "5000"), write_detail("员工数", "")
    ('员工数=12', '注册资本(万元): 5000', '')
    """
    return f"{name}{'=' if name.isidentifier() else ': '}{text}" if text else ""


def read_detail(item: str) -> tuple[Text, str]:
    """Return label and value of one item of ``details``; the label is empty where the item has no name.

    >>> read_detail("merchants=>600")
    (Text(zh='商户数', en='Merchants'), '>600')
    >>> read_detail("staff=12")
    (Text(zh='staff', en='staff'), '12')
    """
    name, mark, value = item.partition("=")
    if not mark or not name.isidentifier():
        return Text("", ""), item
    return detail_names().get(name, Text(name, name)), value
