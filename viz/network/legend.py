"""The network view's own controls and legend: filters of types, relations and status, lane chooser, marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...schema import RETIRED, Text, vocabulary
from ..page import escape, glyph, path, said, spoken
from ..reading import CROSS, LOOSE, MEASURES, status_of
from .drawing import Drawing
from .vis import HIDDEN_RELATIONS, HIDDEN_TYPES

if TYPE_CHECKING:
    import networkx as nx

_TYPES = (
    "Agency", "Expert", "Association", "Consortium", "Stage", "Company", "TestingInstitute", "ResearchInstitute",
    "University", "Technology", "Product", "Standard", "Patent", "Award", "Project", "Measure", "Need",
    "Region",
)  # fmt: skip

#: families of relations by the colour of their lines
_FAMILIES = (
    ("firm", Text("经营、供应、控股", "works in, supplies, owns")),
    ("infrastructure", Text("技术服务", "services")),
    ("knowledge", Text("研究、攻关", "research")),
    ("organisation", Text("组织、协调", "organises, advises")),
    ("thing", Text("其他关系", "other relation")),
)


GO_TO_LANE = Text("跳到产业链", "Go to a chain")


def controls(drawing: Drawing, lang: str, *, folds: bool = False) -> str:
    """Return the markup of the header's extra controls: the lane chooser, and a button that opens all groups."""
    opens = spoken(Text("全部展开", "Open all"), lang, "button", type="button", id="open-groups") if folds else ""
    return _lanes(drawing, lang) + opens


def filters(network: nx.MultiDiGraph, lang: str, *, statuses: bool = True, asked: Iterable[str] = ()) -> str:
    """Return the picture's own part of 筛选: types, relations and, where some are no facts, status."""
    terms = vocabulary()
    types = Counter(type_ for _, type_ in network.nodes(data="type"))
    relations = Counter(type_ for _, _, type_ in network.edges(data="type"))
    found = Counter(status_of(data) for _, _, data in network.edges(data=True))
    ordered = [t for t in _TYPES if t in types] + sorted(types.keys() - {*_TYPES, "IndustryChain"})
    parts = [
        _group(
            Text("类型", "Types"),
            "type",
            ((t, terms.nodes[t].label if t in terms.nodes else Text(t, t), types[t], _shape(t)) for t in ordered),
            HIDDEN_TYPES.difference(asked),
            lang,
        ),
        _group(
            Text("关系", "Relations"),
            "relation",
            (
                (t, terms.relations[t].label if t in terms.relations else Text(t, t), relations[t], "")
                for t in sorted(relations, key=lambda t: (-relations[t], t))
            ),
            HIDDEN_RELATIONS.difference(asked),
            lang,
        ),
    ]
    if statuses and found.keys() - {"fact"}:
        codes = terms.codes["status"].codes
        entries = (
            (s, codes[s].label if s in codes else Text(s, s), found[s], "")
            for s in [*codes, *sorted(found.keys() - codes.keys())]
            if s in found
        )
        parts.append(_group(Text("状态", "Status"), "status", entries, frozenset({RETIRED}), lang))
    return "".join(parts)


def legend(lang: str) -> str:
    """Return the markup of the legend line; an entry's ``data-if`` names classes of `svg.py` (`stand_alone`)."""
    marks: tuple[tuple[str, str, Text | None], ...] = (
        ("ring", '<circle class="key-ring" cx="13" cy="8" r="6"/>' + glyph("Company", 13, 8, 3.5), None),
        (
            "missing !web !look_up",
            f'<path class="key-gap" {_place()} d="{path("TestingInstitute")}"/>',
            Text("缺：清点或走访过", "gap (counted or asked)"),
        ),
        (
            "missing web !look_up",
            f'<path class="key-web" {_place()} d="{path("TestingInstitute")}"/>',
            Text("网上查过，尚未查到", "gap (web search only)"),
        ),
        (
            "missing look_up",
            f'<path class="key-unknown" {_place()} d="{path("TestingInstitute")}"/>',
            Text("未知（按“待查”）", "unknown (To look up)"),
        ),
        ("lack", '<path class="key-lack" d="M1 8H25"/>', Text("缺在此处", "lacks it")),
        ("hollow", f'<path class="key-hollow" {_place()} d="{path("Company")}"/>', Text("域外", "outside the region")),
        (
            "uncounted",
            f'<path class="key-hollow key-planned" {_place()} d="{path("Company")}"/>',
            Text("规划等，未计入", "planned, not counted"),
        ),
        ("times", "×2", Text("从事几个环节", "works in so many stages")),
        ("feed", '<path class="key-feed" d="M1 8H18M18 4L25 8L18 12Z"/>', Text("供给", "feeds")),
        *(
            (f"relation {family}", f'<path class="key-line {family}" d="M1 8H25"/>', label)
            for family, label in _FAMILIES
        ),
    )
    # the shell changes these words with the measure that the reader chooses
    hub = said(f"legend_hub_{MEASURES[0]}", lang, class_="legend-hub")
    items = "".join(
        f'<span data-if="{shown}">{_key(mark)} {spoken(text, lang) if text else hub}</span>'
        for shown, mark, text in marks
    )
    hint = Text(
        "点选只看其联系 · 方向键移动 · e 展开收起 · + − 0 缩放 · Esc 还原",
        "click: its ties only · arrows walk · e expands, collapses · + − 0 zoom · Esc back",
    )
    return items + spoken(hint, lang)


def report_legend(lang: str) -> str:
    """Return the markup of the legend line of the report layout."""
    marks = (
        ('<circle class="r-ring" cx="13" cy="8" r="6.5"/>' + glyph("Company", 13, 8, 4), Text("枢纽", "hub")),
        (glyph("Company", 13, 8, 4), Text("龙头企业", "lead firm")),
        ('<g class="gap"><rect class="r-sign" x="8" y="3" width="10" height="10" rx="2"/></g>', Text("缺", "gap")),
        (
            '<g class="gap web"><rect class="r-sign" x="8" y="3" width="10" height="10" rx="2"/></g>',
            Text("网上查过，尚未查到", "gap (web search only)"),
        ),
        (
            '<g class="r-stage look_up"><rect class="r-card" x="3" y="2" width="20" height="12" rx="3"/></g>',
            Text("没有企业记录，没人查过", "no firm on record, nobody looked"),
        ),
        ('<path class="r-feed" d="M1 8H18"/><path class="r-tip" d="M18 4L25 8L18 12Z"/>', Text("供给", "feeds")),
    )
    return "".join(f"<span>{_key(mark)} {spoken(text, lang)}</span>" for mark, text in marks)


def _key(mark: str) -> str:
    if not mark.startswith("<"):
        return f'<b aria-hidden="true">{mark}</b>'
    return f'<svg class="key" viewBox="0 0 26 16" aria-hidden="true">{mark}</svg>'


def _place() -> str:
    return 'transform="translate(13 8) scale(5.5)" vector-effect="non-scaling-stroke"'


def _shape(type: str) -> str:
    return f'<svg viewBox="0 0 16 16" aria-hidden="true">{glyph(type, 8, 8, 5.5)}</svg>'


def _group(
    title: Text, kind: str, entries: Iterable[tuple[str, Text, int, str]], off: frozenset[str], lang: str
) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" data-{kind}="{escape(name)}"{"" if name in off else " checked"}>{shape}'
        f'{spoken(label, lang)}<span class="count">{count}</span></label>'
        for name, label, count, shape in entries
    )
    return f"<fieldset>{spoken(title, lang, 'legend')}{boxes}</fieldset>"


def _lanes(drawing: Drawing, lang: str) -> str:
    chains = [(k, lane.id) for k, lane in enumerate(drawing.plan.lanes) if lane.id not in (CROSS, LOOSE)]
    if len(chains) < 2:
        return ""
    first = spoken(Text("全部产业链", "All chains"), lang, "option", value="")
    rest = "".join(spoken(drawing.labels[chain], lang, "option", value=str(k)) for k, chain in chains)
    label = f'data-say-aria-label="network_lane" aria-label="{escape(GO_TO_LANE.to(lang))}"'
    return f'<select id="lane" {label}>{first}{rest}</select>'
