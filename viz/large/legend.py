"""Legend line and area chooser of the picture of a large network."""

from __future__ import annotations

from collections.abc import Sequence

from ...schema import Text, vocabulary
from ..page import escape, glyph, spoken

#: one of each colour
_TYPES = ("Company", "TestingInstitute", "ResearchInstitute", "Association", "Stage", "Product")

_HINT = Text(
    "点选只看其联系 · 拖动、滚轮 · 方向键 + − 0 · Esc 还原",
    "click: its ties only · drag, wheel · arrows + − 0 · Esc back",
)


def _marks() -> tuple[tuple[str, Text], ...]:
    return (
        (
            glyph("Company", 6, 8, 2.2) + glyph("Company", 17, 8, 5),
            Text("一点一个节点，联系越多越大", "a dot is a node, larger with more ties"),
        ),
        ('<circle class="key-ring" cx="13" cy="8" r="6"/>' + glyph("Company", 13, 8, 3.5), Text("枢纽", "hub")),
        (
            f'<circle class="key-missing" cx="13" cy="8" r="6"/>{glyph("Stage", 13, 8, 3.5)}',
            Text("有缺口的环节或产业链", "stage or chain with a gap"),
        ),
        *((glyph(type_, 13, 8, 5), vocabulary().nodes[type_].label) for type_ in _TYPES),
        (
            '<path class="key-line" d="M1 12L25 4"/>',
            Text("关系（放大后或选中时，颜色同类型）", "relation (near, or selected)"),
        ),
    )


def legend(lang: str) -> str:
    """Return the markup of the legend line."""
    items = "".join(
        f'<span><svg class="key" viewBox="0 0 26 16" aria-hidden="true">{mark}</svg> {spoken(text, lang)}</span>'
        for mark, text in _marks()
    )
    return items + spoken(_HINT, lang)


def area_chooser(names: Sequence[Text], label: Text, lang: str) -> str:
    """Return the markup of the list of areas, with its label; nothing where there is only one."""
    if len(names) < 2:
        return ""
    first = spoken(Text("全部片区", "All areas"), lang, "option", value="")
    rest = "".join(spoken(name, lang, "option", value=str(k)) for k, name in enumerate(names))
    told = f'data-say-aria-label="large_area" aria-label="{escape(label.to(lang))}"'
    return f'<select id="area" {told}>{first}{rest}</select>'
