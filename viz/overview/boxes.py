"""The boxes of the overview: a stage with how many firms it has, an end of a chain, a cell in miniature; the legend."""

from __future__ import annotations

from collections import Counter

from ...schema import Cell, Template, Text, count_of
from ..chainmap import number, state_of, state_word
from ..page import WORDS, clip, escape, say, wrap
from ..reading import ShownStage, in_words, manned
from .frame import BOX, BOX_HEIGHT, SIZE

#: px of a micro cell: width, from one to the next, height
_MICRO, _MICRO_STEP, _MICRO_HEIGHT = 6.6, 8.0, 11.0
#: firms from which a box is filled darker
_SOME, _MANY = 2, 5
_LEGEND = (
    ("many", Text("≥5 家", "5 houses or more")),
    ("some", Text("2–4 家", "2–4")),
    ("one", Text("在录 1 家", "one on record")),
    ("one alone", Text("查全只有这些:强链", "surveyed, these are all: strengthen")),
    ("build", Text("查过,无企业:建链", "searched, none: build")),
    ("build web", Text("网上未见企业:建链", "web: none seen: build")),
    ("searched", Text("就全链查过未见", "whole chain searched, none")),
    ("one fill", Text("缺支撑:补链", "lacks support: fill")),
    ("unknown", Text("未知:待查", "unknown: look up")),
)
_MARKS = Text("链名下各格:{marks}", "under a name: {marks}")
_SHARED = Text("跨链机构", "Bodies on several chains")


def legend(template: Template, lang: str) -> str:
    """Return the legend in one language."""
    parts = []
    for style, text in _LEGEND:
        cut = '<path class="o-cut" d="M21.5 1v8l-8-8Z"/>' if "alone" in style else ""
        corner = '<path class="corner" d="M1 8V1h7Z"/>' if "fill" in style else ""
        parts.append(
            f'<span><svg width="23" height="17" aria-hidden="true"><g class="o-box {style}">'
            f'<rect class="card" x="1" y="1" width="20.5" height="15" rx="3"/>{cut}{corner}</g></svg> '
            f"{escape(text.to(lang))}</span>"
        )
    marks = " ".join(slot.mark.to(lang) for slot in template.slots.values())
    dot = '<path class="o-span" d="M8 0V17"/><circle class="dot" cx="8" cy="8.5" r="5"/>'
    parts.append(
        f"<span>{escape(_MARKS.to(lang).replace('{marks}', marks))}</span>"
        f'<span><svg width="16" height="17" aria-hidden="true">{dot}</svg> {escape(_SHARED.to(lang))}</span>'
    )
    return "".join(parts)


def micro_cell(cell: Cell, template: Template, place: int, lang: str) -> str:
    """Return a cell of a chain in miniature."""
    x = 10 + place * _MICRO_STEP
    title = f"{template.slots[cell.slot].label.to(lang)}: {state_word(cell, lang)}"
    return (
        f'<rect class="o-micro {state_of(cell)}" x="{number(x)}" y="25" width="{_MICRO:g}" height="{_MICRO_HEIGHT:g}">'
        f"<title>{escape(title)}</title></rect>"
    )


def stage_box(stage: ShownStage, chain: Text, template: Template, lang: str) -> str:
    """Return the box of a stage: its name, and how many firms it has in the corner."""
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
    wide, size = BOX[lang], SIZE[lang]
    rows = wrap(_whole_words(stage.name.to(lang), size, wide - 5), size, wide - 5, 2)
    told = next((c.verdict.sentence.to(lang) for c in stage.cells if c.verdict and c.verdict.kind != "look_up"), "")
    firm_words = in_words(each for cell in present for each in cell.evidence).to(lang) if count else ""
    parts = [stage.full.to(lang), firm_words or state_word(firms[0], lang) if firms else "", told]
    title = " · ".join(part for part in parts if part)
    marks = f'<path class="o-cut" d="M{wide:g} 0v9l-9-9Z"/>' if alone else ""
    marks += '<path class="corner" d="M0 8V0h8Z"/>' if fill else ""
    text = "".join(
        f'<text class="o-name" x="{wide / 2:g}" y="{13 + 12 * line:g}" font-size="{size:g}">{escape(row)}</text>'
        for line, row in enumerate(rows)
    )
    return (
        f'<g class="o-box {style}{fill}" data-id="{escape(stage.id)}" role="button" '
        f'aria-label="{escape(f"{chain.to(lang)}, {title}")}"><title>{escape(title)}</title>'
        f'<rect class="card" width="{wide:g}" height="{BOX_HEIGHT:g}" rx="4"/>{marks}{text}'
        f'<text class="o-count" x="{wide - 4:g}" y="{BOX_HEIGHT - 3.5:g}">{escape(corner)}</text></g>'
    )


def end_box(extension: str, lang: str) -> str:
    """Return the box of a 延链 verdict."""
    wide, label = BOX[lang], WORDS["extend"].to(lang)
    title = escape(f"{label}: {say('ends_here', lang)}")
    return (
        f'<g class="o-box extend" data-id="{escape(extension)}" role="button" aria-label="{title}">'
        f'<title>{title}</title><rect class="card" width="{wide:g}" height="{BOX_HEIGHT:g}" rx="4"/>'
        f'<text class="o-name" x="{wide / 2:g}" y="24" font-size="{SIZE[lang]:g}">{escape(label)}</text></g>'
    )


def _whole_words(name: str, size: float, room: float) -> str:
    """Return a name whose long words are cut, so that none goes on in the next line."""
    return " ".join(clip(word, size, room) if word.isascii() else word for word in name.split(" "))
