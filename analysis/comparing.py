"""Two findings side by side: which cells, verdicts and hubs changed, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import VERDICT_LABELS, Cell, Change, Falls, Findings, Rows, Text, Verdict
from .sentences import NOTHING, STATE_WORDS, amount, used_by
from .whatif import PARTS, ROUTE

COLUMNS = ("what", "id", "chain", "stage", "slot", "before", "after", "why")


def compare(before: Findings, after: Findings, lang: str = "zh") -> Rows:
    """Return a row for each cell, finding on links and hub that differs between two findings, with the reason.

    The two may be one store known by two dates, or two stores.
    """
    rows = [
        [
            each.what, each.id, each.chain, each.stage, each.slot, each.before.to(lang), each.after.to(lang),
            each.why.to(lang),
        ]
        for each in changes(before, after)
    ]  # fmt: skip
    return Rows(COLUMNS, rows)


def changes(before: Findings, after: Findings) -> tuple[Change, ...]:
    """Return what differs between two findings: cells, then findings on links, then hubs, each in the order of ids."""
    return (*_cells(before, after), *_links(before, after), *_hubs(before, after))


def _cells(before: Findings, after: Findings) -> Iterator[Change]:
    old, new = {c.id: c for c in before.cells}, {c.id: c for c in after.cells}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was and now and _standing(was) == _standing(now):
            continue
        either = new.get(id) or old[id]
        yield Change(
            "cell", id, either.chain, either.stage, either.slot, _told(was), _told(now), _why(was, now)
        )  # fmt: skip


def _standing(cell: Cell) -> tuple[object, ...]:
    return (cell.state, cell.count, cell.inherited, cell.verdict.kind if cell.verdict else "")


def _told(cell: Cell | None) -> Text:
    """Return how a cell stands, in words: 已有 2 家 · 单点(在录)."""
    if cell is None:
        return NOTHING
    state = STATE_WORDS["inherited" if cell.inherited else cell.state]
    many = amount(used_by(cell)) if cell.state == "present" else NOTHING
    zh, en = state.zh + (f" {many.zh}" if many.zh else ""), state.en + (f", {many.en}" if many.en else "")
    return _with_verdict(Text(zh, en), cell.verdict)


def _with_verdict(told: Text, verdict: Verdict | None) -> Text:
    if verdict is None:
        return told
    label = VERDICT_LABELS[verdict.kind]
    return Text(f"{told.zh} · {label.zh}", f"{told.en} · {label.en}")


def _why(was: Cell | None, now: Cell | None) -> Text:
    if was is None or now is None:
        return Text("格位新增", "new cell") if was is None else Text("格位不再有", "cell is gone")
    had, has = {e.id: e.name for e in was.evidence}, {e.id: e.name for e in now.evidence}
    zh, en = [], []
    for ids, mine, word_zh, word_en in (
        (has.keys() - had.keys(), has, "新增", "new"),
        (had.keys() - has.keys(), had, "不再有", "gone"),
    ):
        if ids:
            found = [mine[id] for id in sorted(ids)]
            zh.append(f"{word_zh}：{'、'.join(name.zh for name in found)}")
            en.append(f"{word_en}: {', '.join(name.en or name.zh for name in found)}")
    looked = {s.id for s in now.searches} - {s.id for s in was.searches}
    if looked:
        zh.append(f"新查证 {len(looked)} 次")
        en.append(f"{len(looked)} new search{'es' if len(looked) > 1 else ''}")
    unheard = {s.id for s in was.searches} - {s.id for s in now.searches}
    if unheard:
        zh.append(f"不再有查证 {len(unheard)} 次")
        en.append(f"{len(unheard)} search{'es' if len(unheard) > 1 else ''} no longer known")
    if was.stale != now.stale:
        zh.append("依据变旧" if now.stale else "依据更新")
        en.append("evidence has grown old" if now.stale else "evidence was renewed")
    if not zh:
        return Text("规则或归属有变", "rules, houses or status changed")
    return Text("；".join(zh), "; ".join(en))


def _links(before: Findings, after: Findings) -> Iterator[Change]:
    old, new = {e.id: e for e in before.extensions}, {e.id: e for e in after.extensions}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was and now and was.verdict.kind == now.verdict.kind:
            continue
        either = new.get(id) or old[id]
        before_, after_ = (VERDICT_LABELS[each.verdict.kind] if each else NOTHING for each in (was, now))
        yield Change(
            "links", id, either.chain, either.stage, either.position, before_, after_, either.verdict.sentence
        )  # fmt: skip


def _hubs(before: Findings, after: Findings) -> Iterator[Change]:
    old = {(h.house or h.id): h for h in before.hubs if h.is_hub}
    new = {(h.house or h.id): h for h in after.hubs if h.is_hub}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was and now and was.falls.weight == now.falls.weight:
            continue
        either = new.get(id) or old[id]
        yield Change(
            "hub", either.id, "", "", "", weighed(was.falls) if was else NOTHING,
            weighed(now.falls) if now else NOTHING, either.sentence,
        )  # fmt: skip


def weighed(falls: Falls) -> Text:
    """Return what falls without a house as counts: 环节落空 2、只剩一个 5."""
    parts = [(PARTS[name], len(getattr(falls, name))) for name in PARTS]
    parts.insert(-1, (ROUTE, falls.routes))
    told = [(label, n) for label, n in parts if n]
    if not told:
        return Text("没有格位落空", "nothing falls")
    return Text("、".join(f"{each.zh} {n}" for each, n in told), ", ".join(f"{each.en} {n}" for each, n in told))
