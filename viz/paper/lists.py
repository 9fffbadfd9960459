"""What a panel lists at rest, on sheets of paper: gaps, hubs, what to look up, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...schema import Scene
from ..page import escape, say, wrap
from .sheets import Sheet, room

_COLUMNS = 3
#: px: between columns, a line, the heading of a sheet, below an entry; as in the styles of `sheets`
_BETWEEN, _LINE, _HEADING, _AFTER = 30.3, 17.4, 36.0, 5.0
_SIZE = 12.0
#: px: frame and air of a seal
_SEAL = 16.0


@dataclass(frozen=True, slots=True)
class _Block:
    markup: str
    height: float
    head: bool = False


def list_sheets(scene: Scene, lists: Sequence[Mapping[str, Any]], title: str, paper: str, lang: str) -> list[Sheet]:
    """Return the sheets of a panel's lists (`reading.lists`), three columns each; none where nothing is listed."""
    wide, high = room(paper, lying=True)
    across = (wide - _BETWEEN * (_COLUMNS - 1)) / _COLUMNS
    columns = _columns(list(_blocks(scene, lists, lang, across)), high - _HEADING)
    groups = [columns[at : at + _COLUMNS] for at in range(0, len(columns), _COLUMNS)]
    made = []
    for at, group in enumerate(groups):
        told = title if len(groups) == 1 else f"{title} ({at + 1}/{len(groups)})"
        parts = ["".join(block.markup for block in column) for column in group] + [""] * (_COLUMNS - len(group))
        inner = "".join(f"<div>{part}</div>" for part in parts)
        made.append(Sheet(f'<p class="title">{escape(told)}</p><div class="columns">{inner}</div>', told, lying=True))
    return made


def _columns(blocks: Sequence[_Block], room_: float) -> list[list[_Block]]:
    """Return blocks in columns; a heading stands with what it heads."""
    found: list[list[_Block]] = []
    left = 0.0
    for at, block in enumerate(blocks):
        needed = block.height + (blocks[at + 1].height if block.head and at + 1 < len(blocks) else 0)
        if not found or needed > left:
            found.append([])
            left = room_
        found[-1].append(block)
        left -= block.height
    return found


def _blocks(scene: Scene, lists: Sequence[Mapping[str, Any]], lang: str, across: float) -> Iterator[_Block]:
    sentences = {each.id: each.verdict.sentence for each in scene.findings.cells if each.verdict}
    sentences |= {each.id: each.verdict.sentence for each in scene.findings.extensions}
    place = 0 if lang == "zh" else 1
    for each in lists:
        if not each["entries"]:
            continue
        many = sum(entry.get("count", 1) for entry in each["entries"])
        yield _Block(f"<h3>{escape(say(each['title'], lang))} · {many}</h3>", _LINE, head=True)
        for entry in each["entries"]:
            known = sentences.get(entry["key"])
            told = entry["sentence"][place] if "sentence" in entry else known.to(lang) if known else ""
            label = entry["label"][place] or entry["label"][0]
            kind = say(entry["kind"], lang)
            lines = len(wrap(f"{kind} {label} {told}", _SIZE, across - _SEAL, 200, bold=True))
            yield _Block(
                f'<p><mark class="{escape(entry["kind"])}">{escape(kind)}</mark> <b>{escape(label)}</b> '
                f"{escape(told)}</p>",
                lines * _LINE + _AFTER,
            )
