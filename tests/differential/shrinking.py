"""The smallest text of which the same is still true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .grammar import PLAIN
from .parts import Part, at, part, places, put, within

#: texts tried for one that is made small
MOST = 600
_SIMPLE = {
    "int": ("1", "2"), "text": ("'a'",), "truth": ("true", "false"), "float": ("0.5",), "list int": ("[1, 2]",),
    "list text": ("['a', 'b']",), "bag int": ("[1, 2]",), "bag text": ("['a', 'b']",), "map": ("{a: 1}",),
    "date": PLAIN["date"][:1], "datetime": PLAIN["datetime"][:1], "duration": PLAIN["duration"][:1],
    "list date": PLAIN["list date"], "list truth": ("[true]",), "number": ("1",),
}  # fmt: skip


def shrink(tree: Part, holds: Callable[[Part], bool], most: int = MOST) -> Part:
    """Return the smallest text found for which ``holds`` is true, as it is for the whole."""
    tried = {str(tree)}
    going = True
    while going:
        going = False
        for smaller in _smaller(tree):
            text = str(smaller)
            if text in tried or len(text) >= len(str(tree)):
                continue
            tried.add(text)
            if len(tried) > most:
                return tree
            if holds(smaller):
                tree, going = smaller, True
                break
    return tree


def _smaller(tree: Part) -> Iterator[Part]:
    """Yield the tree with one part left away, replaced by one inside it, or by a plain value; large parts first."""
    for way in places(tree):
        here = at(tree, way)
        if here.between is not None and len(here.pieces) > here.least:
            for n in range(len(here.pieces)):
                yield put(tree, way, replace(here, pieces=here.pieces[:n] + here.pieces[n + 1 :]))
        for inner in within(here):
            if inner.kind == here.kind:
                yield put(tree, way, inner)
        for simple in _SIMPLE.get(here.kind, ()):
            if str(here) != simple:
                yield put(tree, way, part(here.kind, simple))
