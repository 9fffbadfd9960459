"""The legend line of the chain map: what the marks mean."""

from __future__ import annotations

import math
from dataclasses import replace

from ...schema import Cell, Search, Slot, Template
from ..page import WORDS, escape, glyph
from ..reading import Measure
from .marks import cell_mark, seal


def legend(template: Template, lang: str, measure: Measure = "falls") -> str:
    """Return the legend in one language: slots by their marks, the states, the verdict that is no gap, hub, links."""
    slots = template.slots_of(stage=True) or list(template.slots.values())
    names = " ".join(f"{slot.mark.to(lang)} {slot.label.to(lang)}" for slot in slots)
    parts = [f"<span><b>{escape(WORDS['legend_cells'].to(lang))}</b> {escape(names)}</span>"]
    for cell, word in _samples(slots[min(len(slots) - 1, 3)]):
        mark = _drawing(cell_mark(cell, template, 0.5, 3, lang), 20, 21)
        parts.append(f"<span>{mark} {escape(WORDS[word].to(lang))}</span>")
    wide = seal("single_on_record", 0, 0, lang)[1]
    single = _drawing(seal("single_on_record", wide + 1, 1, lang)[0], math.ceil(wide) + 2, 19)
    parts.append(f"<span>{single} {escape(WORDS['legend_single'].to(lang))}</span>")
    halo = '<rect class="halo" x="1" y="2" width="32" height="15" rx="7"/>' + glyph("Company", 10, 9.5)
    hub = _drawing(f'<g class="row hub">{halo}</g>', 34, 19)
    word = f"legend_hub_{measure}"
    parts.append(f'<span>{hub} <span class="legend-hub" data-say="{word}">{escape(WORDS[word].to(lang))}</span></span>')
    for style, word in (("feed", "legend_feeds"), ("feed weak-source", "legend_weak")):
        line = _drawing(f'<g class="{style}"><path class="line" d="M1 8H26"/></g>', 28, 16)
        parts.append(f"<span>{line} {escape(WORDS[word].to(lang))}</span>")
    return "".join(parts)


def _samples(slot: Slot) -> list[tuple[Cell, str]]:
    plain = Cell("", "", "", slot.name, "present", 1, 1)
    missing = replace(plain, state="not_found", count=0)
    web = (Search("", "", slot.name, "web", "none_found", ""),)
    return [
        (plain, "present"),
        (replace(plain, inherited=True), "inherited"),
        (missing, "not_found"),
        (replace(missing, searches=web), "legend_web"),
        (replace(missing, searches=web, searched_whole=True), "legend_whole"),
        (replace(plain, state="unknown", count=0), "legend_unknown"),
        (replace(plain, thin=True), "legend_thin"),
        (replace(plain, stale=True), "legend_old"),
    ]


def _drawing(inner: str, width: int, height: int) -> str:
    return (
        f'<svg class="sample" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f"{inner}</svg>"
    )
