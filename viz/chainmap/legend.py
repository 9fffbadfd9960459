"""The legend line of the chain map: what the marks mean."""

from __future__ import annotations

import math
from dataclasses import replace

from ...schema import Cell, Search, Slot, Template
from ..page import WORDS, escape, glyph, say
from ..reading import Measure
from .marks import cell_mark, seal


def legend(template: Template, lang: str, measure: Measure = "falls") -> str:
    """Return the legend in one language: slots by their marks, the states, the verdict that is no gap, hub, links."""
    slots = template.slots_of(stage=True) or list(template.slots.values())
    names = " ".join(f"{slot.mark.to(lang)} {slot.label.to(lang)}" for slot in slots)
    parts = [f"<span data-if='cell'><b>{escape(WORDS['legend_cells'].to(lang))}</b> {escape(names)}</span>"]
    for cell, word, shown in _samples(slots[min(len(slots) - 1, 3)]):
        mark = _drawing(cell_mark(cell, template, 0.5, 3, lang), 20, 21)
        parts.append(f"<span data-if='{shown}'>{mark} {escape(WORDS[word].to(lang))}</span>")
    wide = seal("single_on_record", 0, 0, lang)[1]
    single = _drawing(seal("single_on_record", wide + 1, 1, lang)[0], math.ceil(wide) + 2, 19)
    parts.append(f"<span data-if='seal single_on_record'>{single} {escape(WORDS['legend_single'].to(lang))}</span>")
    halo = '<rect class="halo" x="1" y="2" width="32" height="15" rx="7"/>' + glyph("Company", 10, 9.5)
    hub = _drawing(f'<g class="row hub">{halo}</g>', 34, 19)
    word = f"legend_hub_{measure}"
    parts.append(
        f"<span data-if='halo'>{hub} "
        f'<span class="legend-hub" data-say="{word}">{escape(WORDS[word].to(lang))}</span></span>'
    )
    lead = _drawing(f'<g class="row"><text class="lead" x="1" y="13">{say("lead_mark", lang)}</text></g>', 16, 17)
    parts.append(f"<span data-if='lead'>{lead} {escape(say('legend_lead', lang))}</span>")
    for style, word in (("feed", "legend_feeds"), ("feed weak-source", "legend_weak")):
        shown = style if style != "feed" else "feed !weak-source"
        line = _drawing(f'<g class="{style}"><path class="line" d="M1 8H26"/></g>', 28, 16)
        parts.append(f"<span data-if='{shown}'>{line} {escape(WORDS[word].to(lang))}</span>")
    return "".join(parts)


def _samples(slot: Slot) -> list[tuple[Cell, str, str]]:
    """Return cells with the word for each, and the classes by which a drawing shows that it has one (`stand_alone`)."""
    plain = Cell("", "", "", slot.name, "present", 1, 1)
    missing = replace(plain, state="not_found", count=0)
    web = (Search("", "", slot.name, "web", "none_found", ""),)
    return [
        (plain, "present", "cell present"),
        (replace(plain, inherited=True), "inherited", "cell inherited"),
        (missing, "not_found", "cell not_found !web"),
        (replace(missing, searches=web), "legend_web", "cell not_found web !whole"),
        (replace(missing, searches=web, searched_whole=True), "legend_whole", "cell not_found whole"),
        (replace(plain, state="unknown", count=0), "legend_unknown", "cell unknown"),
        (replace(plain, thin=True), "legend_thin", "cut"),
        (replace(plain, stale=True), "legend_old", "age"),
    ]


def _drawing(inner: str, width: int, height: int) -> str:
    return (
        f'<svg class="sample" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f"{inner}</svg>"
    )
