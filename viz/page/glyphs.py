"""One shape and one of five hues for each node type, as a path that SVG and canvas both draw."""

from __future__ import annotations

import math
from functools import cache

#: palette name of the hue of each type; types of a planner's own get the plain one
HUES = {
    "Company": "firm",
    "TestingInstitute": "infrastructure",
    "ResearchInstitute": "knowledge",
    "University": "knowledge",
    "Technology": "knowledge",
    "Association": "organisation",
    "Consortium": "organisation",
    "Expert": "organisation",
    "Agency": "organisation",
    "Standard": "thing",
    "Patent": "thing",
    "Product": "thing",
    "Award": "thing",
    "Project": "thing",
    "Measure": "thing",
    "Need": "organisation",
    "Region": "unknown",
    "Stage": "ink",
    "IndustryChain": "ink",
}


def hue(type: str) -> str:
    """Return the palette name of a type's colour."""
    return HUES.get(type, "thing")


def _around(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points) + "Z"


def _polygon(corners: int, radius: float, start: float = -90) -> str:
    turns = [math.radians(start + 360 * k / corners) for k in range(corners)]
    return _around([(radius * math.cos(t), radius * math.sin(t)) for t in turns])


def _star(radius: float, inner: float) -> str:
    turns = [(radius if k % 2 == 0 else radius * inner, math.radians(36 * k - 90)) for k in range(10)]
    return _around([(r * math.cos(t), r * math.sin(t)) for r, t in turns])


@cache
def paths() -> dict[str, str]:
    """Return for each type the path (SVG ``d``, canvas ``Path2D``) of its shape around 0,0 with radius 1."""
    sheet = "M-.8 -1H.3L.8 -.45V1H-.8Z"
    return {
        "Company": "M.92 0A.92 .92 0 1 1 -.92 0A.92 .92 0 1 1 .92 0Z",
        "TestingInstitute": "M-.86 -.86H.86V.86H-.86Z",
        "ResearchInstitute": _polygon(3, 1.15),
        "University": "M0 -1L1.15 -.2L0 .6L-1.15 -.2ZM-.7 .45L0 .95L.7 .45V1H-.7Z",
        "Technology": _polygon(4, 1.1),
        "Association": _polygon(6, 1.05, 0),
        "Consortium": _star(1.25, 0.55),
        "Expert": "M0 -1A.45 .45 0 1 1 -.01 -1ZM-.95 1C-.95 -.15 .95 -.15 .95 1Z",
        "Agency": _polygon(5, 1.08),
        "Standard": sheet,
        "Patent": sheet,
        "Product": "M-.5 -.7H.5Q1 -.7 1 -.2V.2Q1 .7 .5 .7H-.5Q-1 .7 -1 .2V-.2Q-1 -.7 -.5 -.7Z",
        "Award": _star(1.15, 0.4),
        "Project": _polygon(3, 1.15, 90),
        "Measure": "M-1 -.55H1V.55H-1Z",
        "Need": "M-.9 -.8H.9V.45H.1L-.45 1V.45H-.9Z",
        "Region": _polygon(8, 0.95, 22.5),
        "Stage": "M-.9 -.75H.9Q1.3 -.75 1.3 -.35V.35Q1.3 .75 .9 .75H-.9Q-1.3 .75 -1.3 .35V-.35Q-1.3 -.75 -.9 -.75Z",
        "IndustryChain": "M-1.4 -.9H.7L1.4 0L.7 .9H-1.4L-.7 0Z",
    }


def path(type: str) -> str:
    """Return the path of one type; a plain box for a type of a planner's own."""
    return paths().get(type, "M-.8 -.8H.8V.8H-.8Z")


def glyph(type: str, x: float, y: float, radius: float = 5) -> str:
    """Return SVG markup of a type's shape centred at x, y.

    >>> glyph("TestingInstitute", 8, 8)
    '<path class="g-infrastructure" transform="translate(8 8) scale(5)" d="M-.86 -.86H.86V.86H-.86Z"/>'
    """
    return f'<path class="g-{hue(type)}" transform="translate({x:.4g} {y:.4g}) scale({radius:.4g})" d="{path(type)}"/>'
