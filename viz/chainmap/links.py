"""Links between cards: FEEDS only, one cubic each, round whatever card stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...schema import Extension, Text
from ..page import escape
from ..reading import NO_GRADE, Feed
from .layout import Box

ARROW = 7.0
#: most px between two links at one side of a card
_FAN = 9 * 0.6
#: free run above or below a card, clear of the seal that the next card carries on its edge
_CHANNEL = 5.0
_LEVEL = 14.0
_SAMPLES = [k / 12 for k in range(1, 12)]


def links(feeds: Sequence[Feed], boxes: Mapping[str, Box], names: Mapping[str, Text], lang: str) -> str:
    """Return the markup of all links."""
    out: dict[str, list[Feed]] = {}
    into: dict[str, list[Feed]] = {}
    for feed in feeds:
        out.setdefault(feed.start, []).append(feed)
        into.setdefault(feed.end, []).append(feed)
    for fan in out.values():
        fan.sort(key=lambda f: (boxes[f.end].anchor, f.end))
    for fan in into.values():
        fan.sort(key=lambda f: (boxes[f.start].anchor, f.start))
    parts = []
    for feed in feeds:
        start, end = boxes[feed.start], boxes[feed.end]
        y1 = start.anchor + _fan(out[feed.start], feed)
        y2 = end.anchor + _fan(into[feed.end], feed)
        if abs(y1 - y2) < _LEVEL:
            if len(out[feed.start]) == 1:
                y1 = y2
            elif len(into[feed.end]) == 1:
                y2 = y1
        x1, x2 = start.right, end.x - ARROW
        if x2 > x1:
            others = [box for id, box in boxes.items() if id not in (feed.start, feed.end)]
            path = _forward(x1, y1, x2, y2, others)
        else:
            path = _backward(x1, y1, x2, y2, _under(start, end, boxes.values()))
        classes = "feed" + " weak-source" * (feed.grade in ("C", NO_GRADE)) + " candidate" * (not feed.certain)
        title = f"{names[feed.start].to(lang)} → {names[feed.end].to(lang)}"
        parts.append(
            f'<g class="{classes}" data-from="{escape(feed.start)}" data-to="{escape(feed.end)}" '
            f'data-grade="{feed.grade}"><title>{escape(title)}</title><path class="line" d="{path}"/>'
            f'<path class="arrow" d="M{x2 - 1:.1f} {y2 - 4:.1f}l7 4l-7 4Z"/></g>'
        )
    return "".join(parts)


def ghost_links(extensions: Sequence[Extension], boxes: Mapping[str, Box], ghosts: Mapping[str, Box]) -> str:
    """Return the dotted lines from the last stage of a lane to its ghost."""
    parts = []
    for each in extensions:
        if each.stage in boxes and each.id in ghosts:
            start, end = boxes[each.stage], ghosts[each.id]
            others = [box for id, box in boxes.items() if id != each.stage]
            path = _forward(start.right, start.anchor, end.x - 2, end.anchor, others)
            parts.append(f'<path class="feed ghost-line {each.verdict.kind}" d="{path}"/>')
    return "".join(parts)


def _fan(fan: Sequence[Feed], feed: Feed) -> float:
    """Return how far from the anchor a link leaves or enters, so that several can be told apart."""
    step = min(_FAN, 24 / max(1, len(fan)))
    return (fan.index(feed) - (len(fan) - 1) / 2) * step


def _forward(x1: float, y1: float, x2: float, y2: float, others: Sequence[Box]) -> str:
    bend = max(18.0, min(70.0, (x2 - x1) * 0.5))
    blocking = [box for box in others if box.x > x1 - 2 and box.right < x2 + 2 and _crosses(x1, y1, x2, y2, bend, box)]
    if not blocking:
        return f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    over = min(box.y for box in blocking) - 18 + _CHANNEL
    under = max(box.bottom for box in blocking) + _CHANNEL
    y = over if abs(over - y1) + abs(over - y2) < abs(under - y1) + abs(under - y2) else under
    return (
        f"M{x1:.1f} {y1:.1f}C{x1 + 18:.1f} {y1:.1f} {x1 + 6:.1f} {y:.1f} {x1 + 26:.1f} {y:.1f}"
        f"H{x2 - 24:.1f}C{x2 - 4:.1f} {y:.1f} {x2 - 18:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    )


def _crosses(x1: float, y1: float, x2: float, y2: float, bend: float, box: Box) -> bool:
    """Say whether the plain curve would come within 4 px of a card."""
    for t in _SAMPLES:
        s = 1 - t
        x = s**3 * x1 + 3 * s * s * t * (x1 + bend) + 3 * s * t * t * (x2 - bend) + t**3 * x2
        y = s * s * (s + 3 * t) * y1 + t * t * (t + 3 * s) * y2
        if box.x - 4 < x < box.right + 4 and box.y - 4 < y < box.bottom + 4:
            return True
    return False


def _under(start: Box, end: Box, boxes: Iterable[Box]) -> float:
    """Return the first height below two cards at which a line between them meets no card."""
    left, right = min(start.x, end.x) - ARROW, max(start.right, end.right) + ARROW
    y = max(start.bottom, end.bottom) + _CHANNEL
    for box in sorted(boxes, key=lambda b: b.bottom):
        if box.x < right and box.right > left and box.y - _CHANNEL < y < box.bottom + _CHANNEL:
            y = box.bottom + _CHANNEL
    return y


def _backward(x1: float, y1: float, x2: float, y2: float, y: float) -> str:
    """Return a loop under both cards, for a link that runs against the order."""
    return (
        f"M{x1:.1f} {y1:.1f}C{x1 + 24:.1f} {y1:.1f} {x1 + 24:.1f} {y:.1f} {x1:.1f} {y:.1f}"
        f"H{x2:.1f}C{x2 - 14:.1f} {y:.1f} {x2 - 14:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    )
