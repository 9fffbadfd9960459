"""Two findings side by side: which cells, verdicts and hubs changed, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..schema import Cell, Findings, Rows, Text

COLUMNS = ("what", "id", "chain", "stage", "slot", "before", "after", "why")


def compare(before: Findings, after: Findings, lang: str = "zh") -> Rows:
    """Return a row for each cell, finding on links and hub that differs between two findings, with the reason.

    The two may be one store known by two dates, or two stores.
    """
    rows = [*_cells(before, after, lang), *_links(before, after, lang), *_hubs(before, after, lang)]
    return Rows(COLUMNS, rows)


def _cells(before: Findings, after: Findings, lang: str) -> Iterator[list[object]]:
    old, new = {c.id: c for c in before.cells}, {c.id: c for c in after.cells}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was and now and _standing(was) == _standing(now):
            continue
        either = new.get(id) or old[id]
        yield [
            "cell", id, either.chain, either.stage, either.slot, _told(was), _told(now), _why(was, now).to(lang),
        ]  # fmt: skip


def _standing(cell: Cell) -> tuple[object, ...]:
    return (cell.state, cell.count, cell.inherited, cell.verdict.kind if cell.verdict else "")


def _told(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.state} {cell.count}" + (f" {cell.verdict.kind}" if cell.verdict else "")


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
    if was.stale != now.stale:
        zh.append("依据变旧" if now.stale else "依据更新")
        en.append("evidence has grown old" if now.stale else "evidence was renewed")
    if not zh:
        return Text("规则或归属有变", "rules, houses or status changed")
    return Text("；".join(zh), "; ".join(en))


def _links(before: Findings, after: Findings, lang: str) -> Iterator[list[object]]:
    old, new = {e.id: e for e in before.extensions}, {e.id: e for e in after.extensions}
    for id in sorted(old.keys() ^ new.keys()):
        either = new.get(id) or old[id]
        yield [
            "links", id, either.chain, either.stage, either.position, old[id].verdict.kind if id in old else "",
            new[id].verdict.kind if id in new else "", either.verdict.sentence.to(lang),
        ]  # fmt: skip


def _hubs(before: Findings, after: Findings, lang: str) -> Iterator[list[object]]:
    old = {(h.house or h.id): h for h in before.hubs if h.is_hub}
    new = {(h.house or h.id): h for h in after.hubs if h.is_hub}
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was and now and was.falls.weight == now.falls.weight:
            continue
        either = new.get(id) or old[id]
        yield [
            "hub", either.id, "", "", "", str(was.falls.weight) if was else "",
            str(now.falls.weight) if now else "", either.sentence.to(lang),
        ]  # fmt: skip
