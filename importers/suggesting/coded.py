"""What tables call the codes of the vocabulary, and remarks that are nearly a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...schema import Property, Text, listed, read_value
from .guesses import Sample
from .headings import SERVICES
from .writing import marks, parted

#: what tables call the status of a body, beside the wording of its code list. What may be for a while only (停产, 停工,
#: 歇业, 试生产, 清算, 迁出) no code says: it is asked
_STATUSES = {
    **dict.fromkeys((
        "筹建", "筹建中", "筹备", "筹备中", "在建", "拟建", "建设中", "规划中", "未投产", "under construction",
    ), "planned"),
    **dict.fromkeys((
        "正常", "存续", "在业", "在营", "在册", "开业", "营业", "营业中", "运营", "运营中", "正常经营", "正常运营",
        "在产", "生产", "生产中", "正常生产", "投产", "已投产", "建成投产", "已建成", "量产", "已量产",
        "active", "operating", "in operation", "in production",
    ), "fact"),
    **dict.fromkeys((
        "注销", "已注销", "吊销", "已吊销", "撤销", "已撤销", "关停", "已关停", "关闭", "已关闭", "倒闭", "破产",
        "停业", "closed", "dissolved", "deregistered",
    ), "retired"),
}  # fmt: skip
#: of a patent; what is no longer in force (失效, 驳回) may be lapsed, refused or withdrawn: it is asked
_OF_PATENTS = {
    **dict.fromkeys(("授权", "已授权", "有效", "有权", "专利权维持", "granted", "in force"), "granted"),
    **dict.fromkeys(
        ("申请中", "审中", "在审", "实审", "实质审查", "审查中", "公开", "受理", "已受理", "pending"), "filed"
    ),
}
_OF_STANDARDS = {
    **dict.fromkeys(
        ("现行", "现行有效", "有效", "发布", "已发布", "实施", "已实施", "in force", "published"), "issued"
    ),
    **dict.fromkeys(("征求意见", "征求意见稿", "送审稿", "报批稿", "起草中", "编制中", "制定中", "draft"), "draft"),
    **dict.fromkeys(("立项", "已立项"), "planned"),
    **dict.fromkeys(("废止", "已废止", "作废", "withdrawn"), "retired"),
}
#: code list → what tables call its codes
_CODED: Mapping[str, Mapping[str, str]] = {
    "service": SERVICES,
    "status": _STATUSES,
    "patent_status": _OF_PATENTS,
    "standard_status": _OF_STANDARDS,
}
#: words of what is not at work yet, wherever a remark says so
_NOT_YET = ("筹建", "在建", "拟建", "建设中", "规划中", "未投产", "under construction")
_REMARKS = ("note", "status_note")


def coded(property: Property) -> Mapping[str, str]:
    """Return what tables call the codes of a property, nothing where that is not known or it has none."""
    return _CODED.get(property.codes.name, {}) if property.codes else {}


def words_in(cells: Iterable[str], property: Property) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return which words of a column stand for which code, and those that no code of its list says plainly."""
    cells = list(cells)
    by = marks(cells)
    said = {part.strip() for cell in cells for part in parted(cell, by)} - {""}
    known = {word: code for word, code in coded(property).items() if word in said}
    return known, tuple(sorted(word for word in said - known.keys() if not _is_code(word, property)))


def _is_code(word: str, property: Property) -> bool:
    try:
        read_value(word, property)
    except ValueError:
        return False
    return True


def undecided(column: str, words: Sequence[str], property: Property) -> Text:
    """Return the remark on words that no code says plainly."""
    named = listed(words)
    return Text(
        f'{column}：{property.label.zh}中没有与 {named.zh} 明确对应的代码；请在 values 中写明，"" 为不详',
        f'{column}: no {property.name} of the list says {named.en} plainly; decide it under values, "" leaves it open',
    )


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
