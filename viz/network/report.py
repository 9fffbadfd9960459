"""The report layout of a chain's network: gaps, hubs, lead firms, stages and what feeds what, for a sheet of paper.

Stages are numbered, and hubs and lead firms are listed with the numbers of theirs: no tie has to be drawn but FEEDS.
The drawing is so wide that its letters are 7 pt or more on A4, see `WIDTH`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema import POSITIONS, Cell, Scene, Text, vocabulary
from ..page import (
    BY_ITSELF,
    FONT,
    Beside,
    Page,
    Picture,
    Shown,
    Svg,
    asset,
    data_date,
    escape,
    fixed,
    foot,
    glyph,
    page,
    pair,
    signed,
    tongue,
    twice,
    wrap,
)
from ..reading import both, counts, first_fall, lists, one_chain, only, panel_data, stage_positions
from .drawing import Drawing, draw
from .ghosts import Ghost
from .legend import report_legend

#: px: at 12 px the smallest letters are 7.2 pt across the 190 mm of an upright A4, and more on one that lies
WIDTH = 900.0
#: px: what is taller would have smaller letters on an A4 that lies, and runs on over as many sheets as it needs
_TALLEST = 780.0
_MARGIN, _BETWEEN = 18.0, 64.0
#: room right of the last column for links within it, and how far they swing out
_LOOP = 26.0
_TITLE, _ROW, _SMALL = 13.0, 16.5, 12.0
_PAD, _NUMBER, _GAP = 8.0, 26.0, 12.0
_HEAD = 26.0
_LISTS = (
    Text("缺口", "Gaps"),
    Text("枢纽（若退出，在录的先落空什么）", "Hubs: what falls first, on record"),
    Text("龙头企业", "Lead firms"),
)
_NONE = (
    Text("没有缺口记录", "no gap on record"),
    Text("没有枢纽记录", "no hub on record"),
    Text("没有龙头企业记录", "no lead firm on record"),
)
#: what falls first without a hub, on record: spelled out, for a sheet has no panel
_FALLS = {
    "empties": Text("{n} 个环节再无企业", "stages left without any firm: {n}"),
    "slots": Text("{n} 个格位落空", "slots left empty: {n}"),
    "inherited": Text("{n} 个格位不再由全链提供", "cells that the chain no longer lends: {n}"),
    "one": Text("{n} 个格位只剩一家", "cells left with one house: {n}"),
    "cut": Text("{n} 个环节断供", "stages cut off: {n}"),
    "routes": Text("{n} 条供给路线中断", "supply routes cut: {n}"),
    "customers": Text("{n} 家客户失去在录的唯一供应方", "customers without their only recorded supplier: {n}"),
}
_ABOUT = Text("缺口、枢纽与龙头", "gaps, hubs, lead firms")


@dataclass(frozen=True, slots=True)
class Report:
    """A drawing in px: markup without its outer ``<svg>``."""

    width: float
    height: float
    markup: str


@dataclass(frozen=True, slots=True)
class _Card:
    """A stage: where it stands, its number, the rows of its name and what it lacks."""

    id: str
    number: int
    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    gaps: tuple[Ghost, ...]

    @property
    def anchor(self) -> float:
        """Height at which its links begin and end."""
        return self.y + _PAD + _ROW / 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a list: a mark before it, a name, what follows, and the id that a click chooses."""

    id: str
    mark: str
    name: str
    tail: str
    #: node type of a body, by which its shape is drawn
    type: str = "Company"


def report_svg(scene: Scene, chain: str | None = None, *, lang: str = "zh") -> Svg:
    """Return the report layout of one chain as an SVG file: light palette, its origin in the last line.

    For ``chain`` and errors see `chain_map`.
    """
    drawing = draw(scene, one_chain(scene, chain))
    made = _report(scene, drawing, one_chain(scene, chain), lang)
    name = _title(drawing).to(lang)
    height = made.height + 24
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="report" width="{made.width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {made.width:.0f} {height:.0f}" role="img" aria-label="{escape(name)}">'
        f"<title>{escape(name)}</title><style>{fixed(_style())}</style>"
        f'<rect class="r-ground" width="{made.width:.0f}" height="{height:.0f}"/>{fixed(made.markup)}'
        f'<text class="r-note" x="{_MARGIN:g}" y="{made.height + 10:.0f}">'
        f"{escape(signed(_title(drawing), scene, lang))}</text></svg>\n"
    )


def report_view(scene: Scene, chain: str | None = None, *, lang: str = "zh", beside: Beside = BY_ITSELF) -> Page:
    """Return the report layout of one chain as a page: offline, zh and en, for the screen and for a sheet of paper.

    For ``chain``, ``beside`` and errors see `chain_map`.
    """
    chain = one_chain(scene, chain)
    drawing = draw(scene, chain)
    own = only(scene, chain)
    drawn = set(drawing.network)
    data = panel_data(own, drawn)
    data["lists"] = lists(own, drawn)
    data["notes"] = [both(text) for text in scene.findings.notes]

    def markup(each: str) -> str:
        made = _report(scene, drawing, chain, each)
        return (
            f'<svg class="drawing report{_on_paper(made)}" viewBox="0 0 {made.width:.0f} {made.height:.0f}" '
            f'preserveAspectRatio="xMidYMin" width="{made.width:.0f}" height="{made.height:.0f}" role="group" '
            f'aria-label="{escape(_title(drawing).to(each))}">{made.markup}</svg>'
        )

    picture = Picture(
        title=_title(drawing),
        canvas=twice(markup, lang),
        legend=report_legend(lang),
        foot=foot(scene),
        data=data,
        scripts=(asset("network/report.js"),),
        styles=_style() + asset("network/report_use.css"),
        note=data_date(scene),
    )
    shown = Shown("report", chain)
    return page(replace(picture, alternative=beside.table(chain), shown=shown, beside=beside), lang)


def _title(drawing: Drawing) -> Text:
    name = drawing.title
    return Text(f"{name.zh} · {_ABOUT.zh}", f"{name.to('en')} · {_ABOUT.en}")


def _style() -> str:
    return asset("network/report.css").replace("FONT", FONT)


def _on_paper(made: Report) -> str:
    return "" if made.height <= _TALLEST else " tall long"


def _report(scene: Scene, drawing: Drawing, chain: str, lang: str) -> Report:
    """Return the drawing in one language: the stages above, the lists below."""
    cards, heads, bottom = _cards(drawing, lang)
    numbers = {card.id: card.number for card in cards}
    columns = (
        _gap_entries(scene, drawing, numbers, lang),
        _hub_entries(drawing, numbers, lang),
        _lead_entries(scene, drawing, chain, numbers, lang),
    )
    marks, end = _lists(columns, bottom + 20, lang)
    parts = [*heads, *_feeds(drawing, cards), *(_card(card, drawing, lang) for card in cards), *marks]
    return Report(WIDTH, end, "".join(parts))


def _cards(drawing: Drawing, lang: str) -> tuple[list[_Card], list[str], float]:
    """Return the stages in columns by position, the heads of the columns, and where the last stage ends."""
    positions = stage_positions(drawing.network)
    codes = vocabulary().codes["position"].codes
    zones = [*POSITIONS, *([""] if not all(positions.values()) else [])]
    across = (WIDTH - 2 * _MARGIN - _LOOP - (len(zones) - 1) * _BETWEEN) / len(zones)
    lacking: dict[str, list[Ghost]] = {}
    for ghost in drawing.ghosts:
        if ghost.kind != "look_up" and len(ghost.lacking) == 1:
            lacking.setdefault(ghost.lacking[0], []).append(ghost)
    cards: list[_Card] = []
    heads: list[str] = []
    bottom = _HEAD
    for at, zone in enumerate(zones):
        x, y = _MARGIN + at * (across + _BETWEEN), _HEAD + _GAP / 2
        label = (codes[zone].label if zone else Text("位置未载", "no position")).to(lang)
        heads.append(f'<text class="r-head" x="{x:.1f}" y="16">{escape(label[:1].upper() + label[1:])}</text>')
        stages = [stage for stage, position in positions.items() if position == zone]
        for stage in sorted(stages, key=lambda s: (drawing.plan.rows[s], s)):
            name = tuple(wrap(drawing.labels[stage].to(lang), _TITLE, across - _NUMBER - 2 * _PAD, 3, bold=True))
            gaps = tuple(lacking.get(stage, ()))
            height = 2 * _PAD + (len(name) + len(gaps)) * _ROW
            cards.append(_Card(stage, len(cards) + 1, x, y, across, height, name, gaps))
            y += height + _GAP
        bottom = max(bottom, y)
    return cards, heads, bottom


def _card(card: _Card, drawing: Drawing, lang: str) -> str:
    mark = drawing.marks.get(card.id, "")
    web = " web" if any(ghost.web_only for ghost in card.gaps) else ""
    name = drawing.labels[card.id]
    rows = [
        f'<text class="r-title" x="{card.x + _PAD + _NUMBER:.1f}" y="{card.y + _PAD + (k + 0.5) * _ROW:.1f}"'
        f"{tongue(name, lang)}>{escape(row)}</text>"
        for k, row in enumerate(card.name)
    ]
    for k, ghost in enumerate(card.gaps, len(card.name)):
        rows.append(
            f'<text class="r-gap" x="{card.x + _PAD + _NUMBER:.1f}" y="{card.y + _PAD + (k + 0.5) * _ROW:.1f}">'
            f"{escape(ghost.label.to(lang))}</text>"
        )
    return (
        f'<g class="r-stage {mark}{web}" data-id="{escape(card.id)}" tabindex="-1" role="button" '
        f'aria-label="{card.number} {escape(name.to(lang))}">'
        f'<rect class="r-card" x="{card.x:.1f}" y="{card.y:.1f}" width="{card.width:.1f}" height="{card.height:.1f}"'
        f' rx="6"/><text class="r-number" x="{card.x + _PAD:.1f}" y="{card.anchor:.1f}">{card.number}</text>'
        f"{''.join(rows)}</g>"
    )


def _feeds(drawing: Drawing, cards: Sequence[_Card]) -> Iterator[str]:
    """Yield the links: to the right from edge to edge; within a column, and back, round the right-hand side."""
    at = {card.id: card for card in cards}
    pairs = {(a, b) for a, b, kind in drawing.network.edges(data="type") if kind == "FEEDS" and a != b}
    for a, b in _sorted(pairs, at):
        x, y, to = a.x + a.width, a.anchor, b.anchor
        if b.x > a.x:
            end = b.x
            pull = min(60.0, (end - x) / 2)
            d = f"M{x:.1f} {y:.1f}C{x + pull:.1f} {y:.1f} {end - pull:.1f} {to:.1f} {end - 5:.1f} {to:.1f}"
            tip = f"M{end:.1f} {to:.1f}l-7 -3.4v6.8z"
        else:
            end = b.x + b.width
            out = max(x, end) + 1.3 * _LOOP
            d = f"M{x:.1f} {y:.1f}C{out:.1f} {y:.1f} {out:.1f} {to:.1f} {end + 5:.1f} {to:.1f}"
            tip = f"M{end:.1f} {to:.1f}l7 -3.4v6.8z"
        yield f'<path class="r-feed" d="{d}"/><path class="r-tip" d="{tip}"/>'


def _sorted(pairs: set[tuple[str, str]], at: Mapping[str, _Card]) -> list[tuple[_Card, _Card]]:
    found = [(at[a], at[b]) for a, b in pairs if a in at and b in at]
    return sorted(found, key=lambda pair: (pair[0].number, pair[1].number))


def _gap_entries(scene: Scene, drawing: Drawing, numbers: Mapping[str, int], lang: str) -> list[_Entry]:
    """Return the gaps, what the whole chain lacks first: its verdict, and how it was looked for."""
    cells: dict[str, Cell] = {cell.id: cell for cell in scene.findings.cells}
    found = []
    for ghost in drawing.ghosts:
        if ghost.kind == "look_up":
            continue
        cell = cells.get(ghost.cells[0])
        kind = cell.verdict.kind if cell and cell.verdict else "extend" if ghost.kind == "extend" else ""
        state = ("not_found_web" if ghost.web_only else "not_found") if cell else ""
        tail = " · ".join(pair(word).to(lang) for word in (kind, state) if word)
        where = [str(numbers[node]) for node in ghost.lacking if node in numbers]
        name = ghost.label.to(lang) + _numbered(where, lang)
        found.append((bool(where), _Entry(ghost.cells[0], "gap web" if ghost.web_only else "gap", name, tail)))
    return [entry for _, entry in sorted(found, key=lambda each: (each[0], each[1].name, each[1].id))]


def _hub_entries(drawing: Drawing, numbers: Mapping[str, int], lang: str) -> list[_Entry]:
    order = {hub.id: place for place, hub in enumerate(drawing.findings.hubs)}
    found = []
    for body, hub in sorted(drawing.hubs.items(), key=lambda each: order[each[1].id]):
        where = _stages(drawing, {body, *hub.bodies}, numbers)
        fall = first_fall(hub)
        tail = _FALLS[fall[0]].to(lang).format(n=fall[1]) if fall else ""
        type = drawing.network.nodes.get(body, {}).get("type", "Company")
        found.append(_Entry(body, "hub", drawing.labels[body].to(lang) + _numbered(where, lang), tail, type))
    return found


def _lead_entries(scene: Scene, drawing: Drawing, chain: str, numbers: Mapping[str, int], lang: str) -> list[_Entry]:
    leads = [
        each.id
        for cell in scene.findings.cells
        if cell.chain == chain and not cell.stage and cell.slot == "lead"
        for each in cell.evidence
    ]
    found = []
    for body in dict.fromkeys(leads):
        if body in drawing.labels:
            where = _stages(drawing, {body}, numbers)
            found.append(_Entry(body, "lead", drawing.labels[body].to(lang) + _numbered(where, lang), ""))
    return found


def _stages(drawing: Drawing, bodies: set[str], numbers: Mapping[str, int]) -> list[str]:
    network = drawing.network
    ties = (tie for body in bodies if body in network for tie in network.out_edges(body, data=True))
    ends = {end for _, end, data in ties if counts(data)}
    return [str(number) for stage, number in numbers.items() if stage in ends]


def _numbered(where: Sequence[str], lang: str) -> str:
    if not where:
        return ""
    if lang == "zh":
        return f"　环节 {'、'.join(where)}"
    return f" ({'stage' if len(where) == 1 else 'stages'} {', '.join(where)})"


def _lists(columns: Sequence[Sequence[_Entry]], top: float, lang: str) -> tuple[list[str], float]:
    """Return the three lists side by side, and where the longest ends."""
    across = (WIDTH - 2 * _MARGIN - 2 * 24) / 3
    parts, end = [], top
    for at, (head, none, entries) in enumerate(zip(_LISTS, _NONE, columns, strict=True)):
        x, y = _MARGIN + at * (across + 24), top
        parts.append(
            f'<path class="r-rule" d="M{x:.1f} {y:.1f}h{across:.1f}"/>'
            f'<text class="r-head" x="{x:.1f}" y="{y + 16:.1f}">{escape(head.to(lang))}　{len(entries)}</text>'
        )
        y += 36
        if not entries:
            parts.append(f'<text class="r-note" x="{x:.1f}" y="{y:.1f}">{escape(none.to(lang))}</text>')
        for entry in entries:
            rows = [(row, "r-name") for row in wrap(entry.name, _SMALL, across - 22, 3, bold=True)]
            tails = wrap(entry.tail, _SMALL, across - 22, 2) if entry.tail else []
            parts.append(f'<g class="r-entry {entry.mark}" data-id="{escape(entry.id)}" tabindex="-1" role="button">')
            parts.append(_mark(entry, x + 7, y))
            for row, kind in [*rows, *((row, "r-note") for row in tails)]:
                parts.append(f'<text class="{kind}" x="{x + 22:.1f}" y="{y:.1f}">{escape(row)}</text>')
                y += _ROW
            parts.append("</g>")
            y += 4
        end = max(end, y)
    return parts, end + 6


def _mark(entry: _Entry, x: float, y: float) -> str:
    if entry.mark.startswith("gap"):
        return f'<rect class="r-sign" x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" rx="2"/>'
    ring = f'<circle class="r-ring" cx="{x:.1f}" cy="{y:.1f}" r="6.5"/>' if entry.mark == "hub" else ""
    return ring + glyph(entry.type, x, y, 4)
