"""SVG for programs that know little CSS: office programs, printers, renderers.

LibreOffice 7.4 knows no child selectors, no ``paint-order`` and no ``dominant-baseline``: it drew the chain map's
cells black and its rows in 16 px; it loses the ground of a pattern, and sets a ``tspan`` apart from its line. resvg
knows no ``vector-effect``. Here every rule becomes attributes of its elements, and what only browsers know becomes
plain shapes. ``page/save.js`` does the same for what a page saves.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

SVG = "http://www.w3.org/2000/svg"
TEXT, TSPAN = f"{{{SVG}}}text", f"{{{SVG}}}tspan"
#: the middle of a line of Chinese, above its baseline, in em
_MIDDLE = 0.37
_FONT_SIZE = 16.0
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STEP = re.compile(r"\s*(>)\s*|\s+")
_PART = re.compile(r"([.#]?)([\w-]+)")
_SCALE = re.compile(r"scale\(([\d.]+)\)")
_NUMBER = re.compile(r"\d*\.?\d+")


@dataclass(frozen=True, slots=True)
class _Rule:
    #: the compounds of a selector from right to left, with how each is tied to the one before it
    steps: tuple[tuple[str, str], ...]
    weight: tuple[int, int]
    properties: Mapping[str, str]


def flat(svg: str) -> str:
    """Return an SVG file that needs no CSS: what its stylesheet says stands on its elements.

    Text stays text. Classes, ``data-`` attributes and what is for readers with a keyboard go away.

    >>> flat('<svg xmlns="http://www.w3.org/2000/svg"><style>.a>rect{fill:#fff}</style><g class="a"><rect/></g></svg>')
    '<svg xmlns="http://www.w3.org/2000/svg"><g><rect fill="#fff" /></g></svg>\\n'
    """
    return written(flat_tree(svg))


def flat_tree(svg: str) -> ET.Element:
    """Return what `flat` writes, as a tree."""
    root = ET.fromstring(svg)  # noqa: S314 — written by this package; expat limits the growth of entities
    styles = [(parent, each) for parent in root.iter() for each in parent if each.tag == f"{{{SVG}}}style"]
    rules = tuple(rule for _, style in styles for rule in _rules(style.text or ""))
    for parent, style in styles:
        parent.remove(style)
    _settle(root, [], rules, _FONT_SIZE)
    _hatch(root)
    families = {each.attrib.pop("font-family", "") for each in root.iter()} - {""}
    if families:
        # one font for all: two would be a choice that no picture makes
        root.set("font-family", sorted(families)[0])
    return root


def written(root: ET.Element) -> str:
    """Return a tree as the text of a file."""
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode") + "\n"


def _settle(element: ET.Element, above: list[ET.Element], rules: tuple[_Rule, ...], size: float) -> None:
    """Write the rules on an element and all below it; children that are not to be seen go away."""
    matching = [rule for rule in rules if _matches(rule, element, above)]
    for rule in sorted(matching, key=lambda each: each.weight):
        for name, value in rule.properties.items():
            element.set(name, "none" if value == "transparent" else value)
    if own := element.get("font-size"):
        size = float(own.removesuffix("px"))
        element.set("font-size", f"{size:g}")
    chain = [*above, element]
    for child in list(element):
        _settle(child, chain, rules, size)
        if child.get("display") == "none":
            element.remove(child)
    for child in list(element):
        if child.tag == TSPAN and not child.attrib and not len(child):
            _join(element, child)
    _only_plain(element, size)
    for at, child in reversed(list(enumerate(element))):
        if child.attrib.pop("paint-order", "").startswith("stroke") and child.get("stroke"):
            halo = deepcopy(child)
            halo.set("fill", child.get("stroke", ""))
            halo.set("aria-hidden", "true")
            element.insert(at, halo)
            for name in [name for name in child.attrib if name.startswith("stroke")]:
                del child.attrib[name]
    root = not above
    for name in list(element.attrib):
        if name in ("class", "tabindex") or name.startswith("data-") or (name in ("role", "aria-label") and not root):
            del element.attrib[name]


def _only_plain(element: ET.Element, size: float) -> None:
    """Put numbers in place of what only browsers work out."""
    if element.attrib.pop("dominant-baseline", "") in ("central", "middle"):
        element.set("y", f"{float(element.get('y', 0)) + _MIDDLE * size:.4g}")
    if element.attrib.pop("vector-effect", "") and (scale := _SCALE.search(element.get("transform", ""))):
        for name in ("stroke-width", "stroke-dasharray"):
            if name in element.attrib:
                element.set(name, _NUMBER.sub(lambda n: f"{float(n[0]) / float(scale[1]):.3g}", element.get(name, "")))
    for name in ("stroke-width", "letter-spacing"):
        if name in element.attrib:
            element.set(name, element.get(name, "").removesuffix("px"))


def _join(element: ET.Element, part: ET.Element) -> None:
    """Make a part of a text that looks like the rest of it part of its letters."""
    at = list(element).index(part)
    letters = (part.text or "") + (part.tail or "")
    if at:
        element[at - 1].tail = (element[at - 1].tail or "") + letters
    else:
        element.text = (element.text or "") + letters
    element.remove(part)


def _hatch(root: ET.Element) -> None:
    """Draw the lines of the hatch on what it fills; the pattern goes away."""
    for holder in root.findall(f"{{{SVG}}}defs"):
        for pattern in holder.findall(f"{{{SVG}}}pattern"):
            ground, line = pattern
            step, fill = float(pattern.get("width", 0)), f"url(#{pattern.get('id')})"
            for parent in root.iter():
                for at, child in reversed(list(enumerate(parent))):
                    if child.get("fill") == fill:
                        child.set("fill", ground.get("fill", ""))
                        parent.insert(at + 1, ET.Element(line.tag, line.attrib | {"d": _slanting(child, step)}))
        root.remove(holder)


def _slanting(box: ET.Element, step: float) -> str:
    """Return the lines x + y = 1, 2, 3 … steps inside a box, clear of its round corners."""
    left, top, wide, high, round_ = (float(box.get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
    parts = []
    for k in range(ceil((left + top + round_) / step), ceil((left + top + wide + high - round_) / step)):
        x, y = max(left, k * step - top - high), min(top + high, k * step - left)
        far_x, far_y = min(left + wide, k * step - top), max(top, k * step - left - wide)
        parts.append(f"M{x:.4g} {y:.4g}L{far_x:.4g} {far_y:.4g}")
    return "".join(parts)


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(steps, _weight(steps), dict(_declared(body)))
        for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/|@[^{;]*;", "", css, flags=re.DOTALL))
        for selector in selectors.split(",")
        if ":" not in selector and "@" not in selector
        for steps in [_steps(selector.strip())]
    )


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for each in body.split(";"):
        name, colon, value = each.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _steps(selector: str) -> tuple[tuple[str, str], ...]:
    """Return compounds from right to left; each with ``>``, `` `` or ``""`` for how the one after it is tied.

    >>> _steps(".stage.build>.card")
    (('.card', '>'), ('.stage.build', ''))
    """
    parts = _STEP.split(selector)
    compounds, ties = parts[::2], [tie or " " for tie in parts[1::2]]
    return tuple(zip(reversed(compounds), [*reversed(ties), ""], strict=True))


def _weight(steps: tuple[tuple[str, str], ...]) -> tuple[int, int]:
    parts = [mark for compound, _ in steps for mark, _ in _PART.findall(compound)]
    return sum(mark != "" for mark in parts), sum(mark == "" for mark in parts)


def _matches(rule: _Rule, element: ET.Element, above: list[ET.Element]) -> bool:
    compound, tie = rule.steps[0]
    if not _is(element, compound):
        return False
    at = len(above)
    for wanted, next_tie in rule.steps[1:]:
        at -= 1
        while tie == " " and at >= 0 and not _is(above[at], wanted):
            at -= 1
        if at < 0 or not _is(above[at], wanted):
            return False
        tie = next_tie
    return True


def _is(element: ET.Element, compound: str) -> bool:
    classes = element.get("class", "").split()
    for mark, name in _PART.findall(compound):
        held = {"": element.tag == f"{{{SVG}}}{name}", ".": name in classes, "#": element.get("id") == name}
        if not held[mark]:
            return False
    return True
