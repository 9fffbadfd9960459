"""Tables of searches: who looked for what, how, when, and with what result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...schema import is_blank, template, vocabulary
from .guesses import Sample
from .headings import CHAINS, DATES, STAGES, fits, heading
from .writing import plain

#: what a search says, by headings
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "slot": ("格位", "支撑", "查找内容", "查证内容", "查找事项", "查证事项", "查找什么", "slot", "what", "looked for"),
    "method": ("方式", "查找方式", "查证方式", "查找方法", "查证方法", "method"),
    "result": ("结果", "查找结果", "查证结果", "result"),
    "date": (*DATES, "查找日期", "查证日期", "查找时间", "查证时间"),
    "by": ("何人", "查找人", "查证人", "经办人", "by", "who"),
    "note_zh": ("备注", "说明", "note"),
    "subject": ("对象", "查找对象", "查证对象", "subject"),
}
_CHAINS = (*CHAINS, "链")
#: without these it is no table of searches
_NEEDED = {"slot", "method", "result", "date"}
#: what tables call codes and slots, beside their wording
_SAID: Mapping[str, Mapping[str, str]] = {
    "method": {
        "visit": "survey", "interview": "survey", "questionnaire": "survey", "online": "web", "web search": "web",
        "走访": "survey", "实地走访": "survey", "企业走访": "survey", "问卷": "survey", "问卷调查": "survey",
        "电话调查": "survey", "实地调研": "survey", "调研": "survey", "网络检索": "web", "网上检索": "web",
        "网络查找": "web", "上网查找": "web", "网络": "web", "普查": "inventory", "清单": "inventory",
    },
    "result": {
        "none found": "none_found", "nothing found": "none_found", "none": "none_found", "no": "none_found",
        "yes": "found", "clues": "partial",
        "未发现": "none_found", "未找到": "none_found", "没有": "none_found", "无": "none_found", "未见": "none_found",
        "有": "found", "找到": "found", "发现": "found", "已发现": "found", "有线索": "partial", "线索": "partial",
    },
    "slot": {
        "专家": "expert", "检测": "testing", "检测机构": "testing", "检验检测机构": "testing", "计量机构": "metrology",
        "认证机构": "certification", "企业": "suppliers", "供应商": "suppliers", "龙头": "lead", "协会": "association",
        "专利": "patent",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Searches:
    """Which column of a table says what of a search."""

    #: property → column
    columns: Mapping[str, str]
    #: "" where the table has none
    subject: str
    chain: str
    stage: str


def searches_in(sample: Sample) -> Searches | None:
    """Return which columns say what of a search, None where the rows are none."""
    found: dict[str, str] = {}
    for name, words in SEARCHED.items():
        surely, column = max(((fits(heading(each), words), each) for each in sample.columns), default=(0.0, ""))
        if surely > 0.9:
            found[name] = column

    def called(words: tuple[str, ...]) -> str:
        return next((each for each in sample.columns if fits(heading(each), words) > 0.9), "")

    subject = found.pop("subject", "")
    searches = Searches(found, subject, called(_CHAINS), called(STAGES))
    return searches if found.keys() >= _NEEDED and (searches.subject or searches.chain) else None


def search_lines(sample: Sample, found: Searches, because: str, check: str) -> Iterator[str]:
    """Yield the lines of a mapping for rows that are searches; where only some name a stage, as two tables."""
    held = [bool(found.stage) and not is_blank(row.get(found.stage, "")) for row in sample.rows]
    for of_stage in dict.fromkeys(held):
        if len(set(held)) > 1:
            yield from sample.part(found.stage if of_stage else found.chain, first=of_stage == held[0])
            yield f"    where: {{{plain(found.stage)}: {{blank: {'false' if of_stage else 'true'}}}}}"
        yield f"    rows: search  # {because}"
        yield f"    subject: {_subject(found, of_stage)}"
        said = ", ".join(f"{plain(column)}: {name}" for name, column in found.columns.items())
        yield f"    properties: {{{said}}}"
        if values := _values(sample, found):
            yield f"    values: {{{values}}}  # {check}"
        left = [column for column in sample.columns if column not in _used(found, of_stage)]
        if left:
            yield f"    ignore: [{', '.join(map(plain, left))}]"


def _subject(found: Searches, of_stage: bool) -> str:
    if of_stage:
        chain = f", chain: {plain(found.chain)}" if found.chain else ""
        return f"{{column: {plain(found.stage)}, type: Stage, match: name{chain}}}"
    if found.chain:
        return f"{{column: {plain(found.chain)}, type: IndustryChain, match: name}}"
    return f"{{column: {plain(found.subject)}, type: [IndustryChain, Stage, Consortium], match: [id, name]}}"


def _used(found: Searches, of_stage: bool) -> set[str]:
    used = {*found.columns.values(), found.stage, found.chain}
    return used if found.chain or of_stage else used | {found.subject}


def _values(sample: Sample, found: Searches) -> str:
    """Return what the words of the table stand for, of those that are neither codes nor slots."""
    lists, slots = vocabulary().codes, template().slots
    own = {
        "method": set(lists["search_method"].codes), "result": set(lists["search_result"].codes), "slot": set(slots),
    }  # fmt: skip
    parts = []
    for name, words in _SAID.items():
        column = found.columns[name]
        cells = dict.fromkeys(cell.strip() for cell in sample.cells(column))
        known = {cell: words[cell.casefold()] for cell in cells if words.get(cell.casefold()) in own[name]}
        if known:
            said = ", ".join(f"{plain(word)}: {code}" for word, code in known.items())
            parts.append(f"{plain(column)}: {{{said}}}")
    return ", ".join(parts)
