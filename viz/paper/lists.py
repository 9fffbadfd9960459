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
class Block:
    """What stands together in a column: its markup, and its height in px; a head stands with what follows it."""

    markup: str
    height: float
    head: bool = False


def list_sheets(scene: Scene, lists: Sequence[Mapping[str, Any]], title: str, paper: str, lang: str) -> list[Sheet]:
    """Return the sheets of a panel's lists (`reading.lists`), three columns each; none where nothing is listed."""
    return column_sheets(list(_blocks(scene, lists, lang, column_width(paper))), title, paper)


def column_width(paper: str) -> float:
    """Return how wide a column of `column_sheets` is, in px."""
    return (room(paper, lying=True)[0] - _BETWEEN * (_COLUMNS - 1)) / _COLUMNS


def head(text: str) -> Block:
    """Return the heading of what follows it in a column."""
    return Block(f"<h3>{escape(text)}</h3>", _LINE, head=True)


def entry(markup: str, *lines: str) -> Block:
    """Return a paragraph of a column; ``lines`` are what it takes, as `lines_in` counts them."""
    return Block(f"<p>{markup}</p>", len(lines) * _LINE + _AFTER)


def lines_in(text: str, across: float) -> list[str]:
    """Return a text of a column in its lines, erring on the side of more."""
    return wrap(text, _SIZE, across, 200, bold=True)


def column_sheets(blocks: Sequence[Block], title: str, paper: str) -> list[Sheet]:
    """Return sheets that lie, with blocks in three columns each; none for no blocks."""
    columns = _columns(blocks, room(paper, lying=True)[1] - _HEADING)
    groups = [columns[at : at + _COLUMNS] for at in range(0, len(columns), _COLUMNS)]
    made = []
    for at, group in enumerate(groups):
        told = title if len(groups) == 1 else f"{title} ({at + 1}/{len(groups)})"
        parts = ["".join(block.markup for block in column) for column in group] + [""] * (_COLUMNS - len(group))
        inner = "".join(f"<div>{part}</div>" for part in parts)
        made.append(Sheet(f'<p class="title">{escape(told)}</p><div class="columns">{inner}</div>', told, lying=True))
    return made


def _columns(blocks: Sequence[Block], room_: float) -> list[list[Block]]:
    """Return blocks in columns; a heading stands with what it heads."""
    found: list[list[Block]] = []
    left = 0.0
    for at, block in enumerate(blocks):
        needed = block.height + (blocks[at + 1].height if block.head and at + 1 < len(blocks) else 0)
        if not found or needed > left:
            found.append([])
            left = room_
        found[-1].append(block)
        left -= block.height
    return found


def _blocks(scene: Scene, lists: Sequence[Mapping[str, Any]], lang: str, across: float) -> Iterator[Block]:
    sentences = {each.id: each.verdict.sentence for each in scene.findings.cells if each.verdict}
    sentences |= {each.id: each.verdict.sentence for each in scene.findings.extensions}
    place = 0 if lang == "zh" else 1
    for each in lists:
        if not each["entries"]:
            continue
        many = sum(one.get("count", 1) for one in each["entries"])
        yield head(f"{say(each['title'], lang)} · {many}")
        for one in each["entries"]:
            known = sentences.get(one["key"])
            told = one["sentence"][place] if "sentence" in one else known.to(lang) if known else ""
            label = one["label"][place] or one["label"][0]
            kind = say(one["kind"], lang)
            yield entry(
                f'<mark class="{escape(one["kind"])}">{escape(kind)}</mark> <b>{escape(label)}</b> {escape(told)}',
                *lines_in(f"{kind} {label} {told}", across - _SEAL),
            )
