"""What tables call the codes of the vocabulary, and remarks that are nearly a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...schema import Text
from .guesses import Sample
from .headings import SERVICES

#: what tables call the status of a body, beside the wording of its code list
_STATUSES = {
    "筹建": "planned", "筹建中": "planned", "在建": "planned", "拟建": "planned", "建设中": "planned",
    "规划中": "planned", "未投产": "planned", "under construction": "planned",
    "正常": "fact", "存续": "fact", "在业": "fact", "在营": "fact", "运营": "fact", "已建成": "fact", "已投产": "fact",
    "投产": "fact", "active": "fact",
    "注销": "retired", "已注销": "retired", "吊销": "retired", "停业": "retired", "closed": "retired",
}  # fmt: skip
#: property → what tables call its codes
CODED: Mapping[str, Mapping[str, str]] = {"service": SERVICES, "status": _STATUSES}
#: words of what is not at work yet, wherever a remark says so
_NOT_YET = ("筹建", "在建", "拟建", "建设中", "规划中", "未投产", "under construction")
_REMARKS = ("note", "status_note")


def not_yet(sample: Sample, columns: Mapping[str, str]) -> Iterator[Text]:
    """Remark on rows that say of themselves that they are not at work yet: a remark alone is no status.

    ``columns``: column → property.
    """
    if "status" in columns.values():
        return
    for column, property in columns.items():
        many = sum(any(word in cell for word in _NOT_YET) for cell in sample.cells(column))
        if many and property in _REMARKS:
            yield Text(
                f"{column} 列有 {many} 行像是尚未运作：若是，请另立状态列，映射为 status: planned，不计入格位",
                f"{many} rows of {column} read as not at work yet: if so, give them a column of its own for status, "
                "planned; then they fill no cell",
            )
