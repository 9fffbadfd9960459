"""The boxes of the overview: a stage with how many firms it has, an end of a chain, a cell in miniature; the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ...schema import Cell, Template, Text, count_of
from ..chainmap import state_word
from ..page import WORDS, escape, say
from ..reading import Coverage, ShownStage, in_words, manned
from .frame import BOX, NAME_LINE, SIZE, name_lines

#: firms from which a box is filled darker
_SOME, _MANY = 2, 5
_LEGEND = (
    ("many", Text("≥5 家", "5 houses or more")),
    ("some", Text("2–4 家", "2–4")),
    ("one", Text("在录 1 家", "one on record")),
    ("one alone", Text("查全只有这些：强链", "surveyed, these are all: strengthen")),
    ("build", Text("查过，无企业：建链", "searched, none: build")),
    ("build web", Text("网上未见企业：建链", "web: none seen: build")),
    ("searched", Text("就全链查过未见", "whole chain searched, none")),
    ("one fill", Text("缺支撑：补链", "lacks support: fill")),
    ("unknown", Text("未知：待查", "unknown: look up")),
)
#: where it is not the style itself: the classes by which a drawing shows that it has such a box (`stand_alone`)
_SHOWN = {"one": "o-box one !alone", "one alone": "o-box alone", "build": "o-box build !web", "one fill": "o-box fill"}
_MARKS = Text("链名下“补”：全链所缺的支撑（{marks}）", "Fill under a name: the whole chain lacks ({marks})")
_FILL = Text("补", "Fill")
_UNKNOWN = Text("未知 {n}", "unknown {n}")
_PRESENT = Text("已有 {n}", "present {n}")
#: more than so many marks are counted instead
_MOST_MARKS = 4
_SHARED = Text("跨链机构", "Bodies on several chains")


def legend(template: Template, used: Iterable[Coverage], lang: str) -> str:
    """Return the legend of some chains in one language: marks of slots that one of them lacks are explained."""
    parts = []
    for style, text in _LEGEND:
        cut = '<path class="o-cut" d="M21.5 1v8l-8-8Z"/>' if "alone" in style else ""
        corner = f'<text class="o-fill" x="4" y="12.5">{_FILL.to(lang)}</text>' * ("fill" in style)
        shown = _SHOWN.get(style, f"o-box {style}")
        parts.append(
            f'<span data-if="{shown}"><svg width="23" height="17" aria-hidden="true"><g class="o-box {style}">'
            f'<rect class="card" x="1" y="1" width="20.5" height="15" rx="3"/>{cut}{corner}</g></svg> '
            f"{escape(text.to(lang))}</span>"
        )
    slots = sorted({cell.slot for each in used for cell in lacking(each.cells)}, key=list(template.slots).index)
    marks = (f"{template.slots[slot].mark.to(lang)} {template.slots[slot].label.to(lang)}" for slot in slots)
    if slots:
        told = _MARKS.to(lang).replace("{marks}", ("、" if lang == "zh" else ", ").join(marks))
        parts.append(f'<span data-if="o-lack">{escape(told)}</span>')
    dot = '<path class="o-span" d="M8 0V17"/><circle class="dot" cx="8" cy="8.5" r="5"/>'
    sample = f'<svg width="16" height="17" aria-hidden="true">{dot}</svg>'
    parts.append(f'<span data-if="o-span">{sample} {escape(_SHARED.to(lang))}</span>')
    return "".join(parts)


def support_line(cells: Sequence[Cell], template: Template, lang: str, y: float) -> str:
    """Return the line under a chain's name: which support it lacks, by its marks, and of how much nothing is known."""
    lacks = lacking(cells)
    unknown, present = (sum(cell.state == state for cell in cells) for state in ("unknown", "present"))
    parts = []
    if lacks:
        many = [f'<tspan class="o-lack"> {len(lacks)}</tspan>']
        marks = [_mark(cell, template, lang) for cell in lacks] if len(lacks) <= _MOST_MARKS else many
        parts.append(f'<tspan class="o-lack">{escape(_FILL.to(lang))}</tspan>{"".join(marks)}')
    if unknown or not lacks:
        told = _UNKNOWN if unknown else _PRESENT
        away = ' dx="5"' * bool(lacks)
        parts.append(f"<tspan{away}>{escape(told.to(lang).replace('{n}', str(unknown or present)))}</tspan>")
    colon = say("colon", lang)
    states = (f"{template.slots[cell.slot].label.to(lang)}{colon}{state_word(cell, lang)}" for cell in cells)
    title = escape(("；" if lang == "zh" else "; ").join(states))
    return f'<text class="o-support" x="10" y="{y:g}"><title>{title}</title>{"".join(parts)}</text>'


def lacking(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells with a 补链 verdict."""
    return [cell for cell in cells if cell.verdict and cell.verdict.kind == "fill"]


def _mark(cell: Cell, template: Template, lang: str) -> str:
    web = " web" * bool(cell.verdict and cell.verdict.web_only)
    # programs that outline a text pass over a space between two parts
    return f'<tspan class="o-lack{web}"> {escape(template.slots[cell.slot].mark.to(lang))}</tspan>'


def stage_box(stage: ShownStage, chain: Text, template: Template, lang: str, high: float) -> str:
    """Return the box of a stage, so many px high: its name, and how many firms it has in the corner."""
    firms = [cell for cell in stage.cells if cell.slot in manned(template)]
    present = [cell for cell in firms if cell.state == "present"]
    # of a single slot, its own figure; several share their houses
    count = present[0].count if len(present) == 1 else count_of(each for cell in present for each in cell.evidence)
    missing = [cell for cell in firms if cell.state == "not_found"]
    own = [cell for cell in missing if not cell.searched_whole]
    kinds = Counter(cell.verdict.kind for cell in stage.cells if cell.verdict)
    alone = any(cell.verdict and cell.verdict.kind == "strengthen" for cell in firms)
    if count:
        style, corner = ("many" if count >= _MANY else "some" if count >= _SOME else "one"), str(count)
    elif own:
        web = all(cell.web_only for cell in own)
        style, corner = f"build{' web' * web}", Text("未见", "none").to(lang) if web else Text("缺", "gap").to(lang)
    elif missing:
        style, corner = "searched", Text("未见", "none").to(lang)
    else:
        style, corner = "unknown", "?"
    style += " alone" * alone
    fill = " fill" * bool(kinds["fill"])
    lacks = _FILL.to(lang) + (f" {kinds['fill']}" if kinds["fill"] > 1 else "")
    wide, size, step = BOX[lang], SIZE[lang], NAME_LINE[lang]
    rows = name_lines(stage.name.to(lang), lang)
    told = next((c.verdict.sentence.to(lang) for c in stage.cells if c.verdict and c.verdict.kind != "look_up"), "")
    firm_words = in_words(each for cell in present for each in cell.evidence).to(lang) if count else ""
    parts = [stage.full.to(lang), firm_words or state_word(firms[0], lang) if firms else "", told]
    title = " · ".join(part for part in parts if part)
    marks = f'<path class="o-cut" d="M{wide:g} 0v9l-9-9Z"/>' if alone else ""
    marks += f'<text class="o-fill" x="4" y="{high - 3.5:g}">{lacks}</text>' if fill else ""
    text = "".join(
        f'<text class="o-name" x="{wide / 2:g}" y="{13 + step * line:g}" font-size="{size:g}">{escape(row)}</text>'
        for line, row in enumerate(rows)
    )
    return (
        f'<g class="o-box {style}{fill}" data-id="{escape(stage.id)}" role="group" '
        f'aria-label="{escape(chain.to(lang) + say("listed", lang) + title)}"><title>{escape(title)}</title>'
        f'<rect class="card" width="{wide:g}" height="{high:g}" rx="4"/>{marks}{text}'
        f'<text class="o-count" x="{wide - 4:g}" y="{high - 3.5:g}">{escape(corner)}</text></g>'
    )


def end_box(extension: str, lang: str, high: float) -> str:
    """Return the box of a 延链 verdict."""
    wide, label = BOX[lang], WORDS["extend"].to(lang)
    title = escape(label + say("colon", lang) + say("ends_here", lang))
    return (
        f'<g class="o-box extend" data-id="{escape(extension)}" role="group" aria-label="{title}">'
        f'<title>{title}</title><rect class="card" width="{wide:g}" height="{high:g}" rx="4"/>'
        f'<text class="o-name" x="{wide / 2:g}" y="24" font-size="{SIZE[lang]:g}">{escape(label)}</text></g>'
    )
