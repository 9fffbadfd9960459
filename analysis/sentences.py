"""The sentence of a cell, in both languages: state, who, how somebody looked, what to mind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..queries import Houses
from ..schema import Cell, Evidence, Search, Slot, Text, count_of, vocabulary

#: names listed before "and n more"
_NAMED = 3
_ASIDE = {
    "outside": Text("域外", "outside the region"),
    "unclear": Text("依据不明", "basis unclear"),
    "other_kind": Text("属其他类型联合体", "other kind of consortium"),
    "planned": Text("规划中", "planned"),
    "candidate": Text("候选", "candidate"),
    "retired": Text("已撤", "retired"),
    "placeholder": Text("未具名", "unnamed"),
    "draft": Text("草案", "draft"),
    "filed": Text("申请中", "filed only"),
    "user": Text("使用方", "user, not maker"),
    "service": Text("服务", "service, not maker"),
}
#: states of a cell in words
STATE_WORDS = {
    "present": Text("已有", "present"),
    "inherited": Text("全链提供", "from the chain"),
    "not_found": Text("查过未见", "not found"),
    "unknown": Text("未知", "unknown"),
    "not_expected": Text("不适用", "not expected"),
}
#: what none_found says by its method: only an inventory says that there is none
UNSEEN = {
    "web": Text("尚未查到", " found yet"),
    "survey": Text("调查未见", " seen"),
    "inventory": Text("没有", ""),
}
NOTHING = Text("", "")


def reason(code: str) -> Text:
    """Return why a piece of evidence fills nothing, in words."""
    return _ASIDE.get(code, Text(code, code))


def names(evidence: Iterable[Evidence], behind: Houses | None = None) -> Text:
    """Return the first names and how many more there are, a house once with who stands behind it.

    A patent or an award stands with its holder.
    """
    shown: dict[str, Text] = {}
    inside: dict[str, dict[str, Text]] = {}
    holders: dict[str, dict[str, Text]] = {}
    for each in evidence:
        if each.unit == "house":
            inside.setdefault(each.house, {}).setdefault(each.id, spoken(each.name))
            continue
        shown.setdefault(each.id, spoken(each.name))
        if each.through.zh:
            holders.setdefault(each.id, {}).setdefault(each.bearer, spoken(each.through))
    for id, found in holders.items():
        zh, en = "、".join(name.zh for name in found.values()), ", ".join(name.en for name in found.values())
        shown[id] = Text(f"{shown[id].zh}（{zh}）", f"{shown[id].en} ({en})")
    for house, bodies in inside.items():
        shown[house] = _house(house, bodies, behind)
    rest = len(shown) - _NAMED
    first = list(shown.values())[:_NAMED]
    zh = "、".join(t.zh for t in first) + ("等" if rest > 0 else "")
    en = ", ".join(t.en for t in first) + (f" and {rest} more" if rest > 0 else "")
    return Text(zh, en)


def _house(house: str, bodies: Mapping[str, Text], behind: Houses | None) -> Text:
    """Return a body with the house behind it; of several the head with the others, else the house with all."""
    head = spoken(behind.names[house]) if behind and house in behind.names else NOTHING
    others = [name for id, name in bodies.items() if id != house]
    if behind and (partners := behind.beside.get(house)):
        alone = replace(behind, beside={})
        whole, near = _house(house, bodies, alone), [spoken(each) for each in partners]
        return Text(
            f"{whole.zh}（合资、参股方：{'、'.join(each.zh for each in near)}）",
            f"{whole.en} (joint venture or share of {', '.join(each.en for each in near)})",
        )
    zh, en = "、".join(name.zh for name in others), ", ".join(name.en for name in others)
    if house in bodies:
        name = bodies[house]
        return Text(f"{name.zh}（含{zh}）", f"{name.en} (with {en})") if others else name
    if not head.zh:
        return Text(f"{zh}（同属一家）", f"{en} (one house)") if len(others) > 1 else others[0]
    if len(others) > 1:
        return Text(f"{head.zh}一家（{zh}）", f"the house {head.en} ({en})")
    return Text(f"{zh}（属{head.zh}）", f"{en} (of {head.en})")


def spoken(text: Text) -> Text:
    """Return a name with an English form in any case."""
    return Text(text.zh, text.en or text.zh)


def amount(evidence: Iterable[Evidence]) -> Text:
    """Return how many there are, each in the measure word of its kind: 2 家、1 位、3 项标准."""
    evidence = list(evidence)
    zh, en = [], []
    houses = count_of(each for each in evidence if each.unit == "house")
    if houses:
        zh.append(f"{houses} 家")
        en.append(f"{houses} house{'' if houses == 1 else 's'}")
    for unit, measure in (("body", "位"), ("thing", "项")):
        kinds: dict[str, set[str]] = {}
        for each in evidence:
            if each.unit == unit:
                kinds.setdefault(each.type, set()).add(each.id)
        for kind, ids in sorted(kinds.items()):
            label = _label(kind)
            zh.append(f"{len(ids)} {measure}{label.zh}")
            en.append(f"{len(ids)} {label.en.lower()}{'' if len(ids) == 1 else 's'}")
    return Text("、".join(zh), ", ".join(en))


def _label(kind: str) -> Text:
    known = vocabulary().nodes
    return known[kind].label if kind in known else Text(kind, kind)


def sentence(cell: Cell, where: Text, slot: Slot, behind: Houses) -> Text:
    """Return what is known about a cell, e.g. for its panel and its row."""
    who, what = spoken(where), slot.label
    if cell.state == "not_expected":
        return Text(f"{who.zh}：模板不要求{what.zh}。", f"{who.en}: the template does not ask for {what.en.lower()}.")
    if cell.state == "present":
        text = _present(cell, who, what, behind)
    elif cell.state == "not_found":
        text = _not_found(cell, who, what, behind)
    else:
        text = _unknown(cell, who, what)
    return joined(text, conflict(cell), aside(cell.set_aside, behind))


def looked(search: Search) -> Text:
    """Return who looked, when and how.

    A web search never says that there is none, only that none was found.
    """
    method = vocabulary().codes["search_method"].codes[search.method].label
    by = search.by or ""
    read = search.pages_read
    pages = Text(f"、读 {read} 页", f", {read} page{'' if read == 1 else 's'} read") if read else NOTHING
    queries = len(search.queries)
    tries = Text(f"、查询 {queries} 次", f", {queries} quer{'y' if queries == 1 else 'ies'}") if queries else NOTHING
    zh = f"{search.date} {by + ' ' if by else ''}{method.zh}{tries.zh}{pages.zh}"
    en = f"{method.en} of {search.date}{' by ' + by if by else ''}{tries.en}{pages.en}"
    return Text(zh, en)


def used_by(cell: Cell) -> list[Evidence]:
    """Return the evidence that a present cell rests on."""
    return [each for each in cell.evidence if each.inherited == cell.inherited]


def caveats(cell: Cell) -> Text:
    """Return what to mind about the evidence of a present cell: few, old, undated, seat unknown."""
    used = used_by(cell)
    text = NOTHING
    if cell.stale:
        text = joined(text, Text("依据陈旧。", "All evidence is old."))
    elif cell.undated:
        text = joined(text, Text("依据未载日期。", "The evidence is undated."))
    many = len({each.bearer for each in used if each.region == "unknown"})
    if many:
        seats = "The seat of one is" if many == 1 else f"The seats of {many} are"
        text = joined(
            text,
            Text(f"其中 {many} 个所在地未载，或只记到上级地区。", f"{seats} not recorded, or only by a wider region."),
        )
    return text


def known_more(cell: Cell) -> Text:
    """Return the numbers of firms that a source states, where more are known than recorded."""
    if not cell.known.zh:
        return NOTHING
    return Text(
        f"另据来源：{cell.known.zh}，多于在录。",
        f"A source says: {cell.known.en or cell.known.zh}; more than are on record.",
    )


def conflict(cell: Cell) -> Text:
    """Return the search records that say otherwise than the one that speaks, or than what is on record."""
    if cell.state == "present" and cell.result == "none_found" and cell.searches:
        how = looked(cell.searches[0])
        return Text(f"另有查证说未见（{how.zh}），与在录不一。", f"A search saw none ({how.en}), unlike the records.")
    if not cell.against:
        return NOTHING
    results = vocabulary().codes["search_result"].codes
    zh = "；".join(f"{looked(each).zh}：{results[each.result].label.zh}" for each in cell.against)
    en = "; ".join(f"{looked(each).en}: {results[each.result].label.en}" for each in cell.against)
    return Text(f"查证记录不一（{zh}）。", f"Search records differ ({en}).")


def _present(cell: Cell, who: Text, what: Text, behind: Houses) -> Text:
    used = used_by(cell)
    listed, many = names(used, behind), amount(used)
    lent = Text("由全链提供，", "from the whole chain, ") if cell.inherited else NOTHING
    text = Text(
        f"{who.zh}的{what.zh}：{lent.zh}在录 {many.zh}（{listed.zh}）。",
        f"{who.en}, {what.en.lower()}: {lent.en}{many.en} on record ({listed.en}).",
    )
    if cell.thin:
        text = joined(text, Text(f"少于应有的 {cell.minimum} 个。", f"Fewer than the {cell.minimum} expected."))
    return joined(text, known_more(cell), caveats(cell))


def _not_found(cell: Cell, who: Text, what: Text, behind: Houses) -> Text:
    search = cell.searches[0]
    how = looked(search)
    whole = Text("就全链查过，", "searched for the whole chain, ") if cell.searched_whole else NOTHING
    if cell.web_only:
        text = Text(
            f"{who.zh}：{whole.zh}尚未查到{what.zh}（{how.zh}）；网上未见不等于没有。",
            f"{who.en}: {whole.en}no {what.en.lower()} found yet ({how.en}); not on the web does not mean none.",
        )
    else:
        seen = UNSEEN[search.method]
        text = Text(
            f"{who.zh}：{whole.zh}{seen.zh}{what.zh}（{how.zh}）。",
            f"{who.en}: {whole.en}no {what.en.lower()}{seen.en} ({how.en}).",
        )
    if any(each.inherited for each in cell.evidence):
        lent = names((each for each in cell.evidence if each.inherited), behind)
        text = joined(text, Text(f"全链另有：{lent.zh}。", f"The whole chain has: {lent.en}."))
    return joined(text, clue(search))


def _unknown(cell: Cell, who: Text, what: Text) -> Text:
    if not cell.searches:
        return Text(
            f"{who.zh}的{what.zh}未知：没有记录，也没有查证记录。",
            f"{who.en}, {what.en.lower()}: unknown; nothing recorded, and nobody recorded to have looked.",
        )
    search = cell.searches[0]
    how = looked(search)
    if cell.outdated:
        return Text(
            f"{who.zh}的{what.zh}未知：上次查找已过时（{how.zh}）。",
            f"{who.en}, {what.en.lower()}: unknown; last looked for too long ago ({how.en}).",
        )
    whole = Text("就全链查过，", "searched for the whole chain; ") if cell.searched_whole else NOTHING
    said = vocabulary().codes["search_result"].codes[cell.result].label
    more = NOTHING
    if cell.result in ("found", "complete"):
        # what was found may be what is set aside, which is told after this
        said = Text("查到过，但不计入", "something was found that does not count")
        if not cell.set_aside:
            said = Text("查到过，但尚未录入", "something was found that is not recorded")
    elif cell.result != search.result:
        more = Text("查得太少，不足以说没有。", "Too little was searched to say that there is none.")
    text = Text(
        f"{who.zh}的{what.zh}未知：{whole.zh}{said.zh}（{how.zh}）。",
        f"{who.en}, {what.en.lower()}: unknown; {whole.en}{said.en} ({how.en}).",
    )
    return joined(text, more, clue(search))


def clue(search: Search) -> Text:
    """Return what the searcher noted; "" without a note."""
    if not (search.note.zh or search.note.en):
        return NOTHING
    zh, en = search.note.zh or search.note.en, search.note.en or search.note.zh
    return Text(f"查证附注：{zh}", f"Searcher's note: {en}")


def aside(evidence: tuple[Evidence, ...], behind: Houses | None = None) -> Text:
    """Return what fills nothing, by its reasons."""
    if not evidence:
        return NOTHING
    by_reason: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_reason.setdefault(each.set_aside, []).append(each)
    zh, en = [], []
    for code, found in sorted(by_reason.items()):
        listed = names(found, behind)
        zh.append(f"{reason(code).zh}：{listed.zh}")
        en.append(f"{reason(code).en}: {listed.en}")
    return Text(f"不计入（{'；'.join(zh)}）。", f"Not counted ({'; '.join(en)}).")


def to_record(*where: str) -> Text:
    """Return the command that records what was looked for, at a place in words: chain, stage, slot."""
    command = f'chainscape search add "{"/".join(where)}" --result … --method … --by …'
    return Text(f"查后登记：{command}", f"Then record it: {command}")


def joined(first: Text, *more: Text) -> Text:
    """Return texts one after the other, those that say something."""
    said = [each for each in (first, *more) if each.zh]
    return Text("".join(each.zh for each in said), " ".join(each.en for each in said))


__all__ = [
    "amount",
    "aside",
    "caveats",
    "conflict",
    "joined",
    "known_more",
    "looked",
    "names",
    "reason",
    "sentence",
    "spoken",
    "to_record",
    "used_by",
]
