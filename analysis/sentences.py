"""The sentence of a cell, in both languages: state, who, how somebody looked, what to mind."""

from __future__ import annotations

from collections.abc import Iterable

from ..schema import Cell, Evidence, Search, Slot, Text, vocabulary

#: names listed before "and n more"
_NAMED = 3
_ASIDE = {
    "outside": Text("域外", "outside the region"),
    "unclear": Text("依据不明", "basis unclear"),
    "other_kind": Text("属其他类型联合体", "other kind of consortium"),
    "planned": Text("规划中", "planned"),
    "candidate": Text("候选", "candidate"),
    "retired": Text("已撤", "retired"),
    "draft": Text("草案", "draft"),
    "filed": Text("申请中", "filed only"),
}


def reason(code: str) -> Text:
    """Return why a piece of evidence fills nothing, in words."""
    return _ASIDE.get(code, Text(code, code))


def names(evidence: Iterable[Evidence]) -> Text:
    """Return the first names and how many more there are; a patent or award with its holder."""
    shown: dict[str, Text] = {}
    for each in evidence:
        through = (
            Text(f"({each.through.zh})", f" ({each.through.en or each.through.zh})")
            if each.through.zh
            else Text("", "")
        )
        shown.setdefault(each.id, Text(each.name.zh + through.zh, (each.name.en or each.name.zh) + through.en))
    rest = len(shown) - _NAMED
    first = list(shown.values())[:_NAMED]
    zh = "、".join(t.zh for t in first) + (f"等 {len(shown)} 个" if rest > 0 else "")
    en = ", ".join(t.en for t in first) + (f" and {rest} more" if rest > 0 else "")
    return Text(zh, en)


def sentence(cell: Cell, where: Text, slot: Slot) -> Text:
    """Return what is known about a cell, e.g. for its panel and its row."""
    who, what = Text(where.zh, where.en or where.zh), slot.label
    if cell.state == "not_expected":
        return Text(f"{who.zh}:模板不要求{what.zh}。", f"{who.en}: the template does not ask for {what.en.lower()}.")
    if cell.state == "present":
        text = _present(cell, who, what)
    elif cell.state == "not_found":
        text = _not_found(cell, who, what)
    else:
        text = _unknown(cell, who, what)
    return _join(text, _aside(cell.set_aside))


def looked(search: Search) -> Text:
    """Return who looked, when and how.

    A web search never says that there is none, only that none was found.
    """
    method = vocabulary().codes["search_method"].codes[search.method].label
    by = search.by or ""
    pages = (
        Text(f"、读 {search.pages_read} 页", f", {search.pages_read} pages read") if search.pages_read else Text("", "")
    )
    queries = len(search.queries)
    tries = (
        Text(f"、查询 {queries} 次", f", {queries} quer{'y' if queries == 1 else 'ies'}") if queries else Text("", "")
    )
    zh = f"{search.date} {by + ' ' if by else ''}{method.zh}{tries.zh}{pages.zh}"
    en = f"{method.en} of {search.date}{' by ' + by if by else ''}{tries.en}{pages.en}"
    return Text(zh, en)


def _present(cell: Cell, who: Text, what: Text) -> Text:
    used = [each for each in cell.evidence if each.inherited == cell.inherited]
    listed = names(used)
    lent = Text("由全链提供,", "from the whole chain, ") if cell.inherited else Text("", "")
    text = Text(
        f"{who.zh}的{what.zh}:{lent.zh}{cell.count} 个主体({listed.zh})。",
        f"{who.en}, {what.en.lower()}: {lent.en}{cell.count} {'group' if cell.count == 1 else 'groups'} ({listed.en}).",
    )
    if cell.thin:
        text = _join(text, Text(f"少于应有的 {cell.minimum} 个。", f"Fewer than the {cell.minimum} expected."))
    if cell.stale:
        text = _join(text, Text("依据陈旧。", "All evidence is old."))
    elif cell.undated:
        text = _join(text, Text("依据未载日期。", "The evidence is undated."))
    if any(each.region == "unknown" for each in used):
        many = len({each.id for each in used if each.region == "unknown"})
        text = _join(text, Text(f"其中 {many} 个所在地未载。", f"The seat of {many} is not recorded."))
    return text


def _not_found(cell: Cell, who: Text, what: Text) -> Text:
    search = cell.searches[0]
    how = looked(search)
    if cell.web_only:
        text = Text(
            f"{who.zh}尚未查到{what.zh}({how.zh});网上未见不等于没有。",
            f"{who.en}: no {what.en.lower()} found yet ({how.en}); not on the web does not mean none.",
        )
    else:
        text = Text(f"{who.zh}没有{what.zh}({how.zh})。", f"{who.en} has no {what.en.lower()} ({how.en}).")
    if any(each.inherited for each in cell.evidence):
        lent = names(each for each in cell.evidence if each.inherited)
        text = _join(text, Text(f"全链另有:{lent.zh}。", f"The whole chain has: {lent.en}."))
    return text


def _unknown(cell: Cell, who: Text, what: Text) -> Text:
    if not cell.searches:
        return Text(
            f"{who.zh}的{what.zh}未知:没有记录,也没有查证记录。",
            f"{who.en}, {what.en.lower()}: unknown; nothing recorded, and nobody recorded to have looked.",
        )
    search, how = cell.searches[0], looked(cell.searches[0])
    clue = vocabulary().codes["search_result"].codes[search.result].label
    note = Text(f" {search.note.zh}" if search.note.zh else "", f" {search.note.en}" if search.note.en else "")
    return Text(
        f"{who.zh}的{what.zh}未知:{clue.zh}({how.zh})。{note.zh}",
        f"{who.en}, {what.en.lower()}: unknown; {clue.en} ({how.en}).{note.en}",
    )


def _aside(evidence: tuple[Evidence, ...]) -> Text:
    if not evidence:
        return Text("", "")
    by_reason: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_reason.setdefault(each.set_aside, []).append(each)
    zh, en = [], []
    for code, found in sorted(by_reason.items()):
        listed = names(found)
        zh.append(f"{reason(code).zh}:{listed.zh}")
        en.append(f"{reason(code).en}: {listed.en}")
    return Text(f"不计入({';'.join(zh)})。", f"Not counted ({'; '.join(en)}).")


def _join(first: Text, second: Text) -> Text:
    if not second.zh:
        return first
    return Text(first.zh + second.zh, f"{first.en} {second.en}")
