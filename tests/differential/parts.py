"""A text as a tree of parts, each of a kind: another part of its kind may stand in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of Cypher."""

    #: what it is: int, text, clause …
    kind: str
    pieces: tuple[str | Part, ...]
    #: of a list: what stands between its pieces; None where all pieces are needed
    between: str | None = None
    #: of a list: how many pieces must stay
    least: int = 0
    #: whether it wants parentheses where something binds tighter
    loose: bool = False

    def __str__(self) -> str:
        said = [text for piece in self.pieces if (text := str(piece))]
        return (self.between or "").join(said)


def part(kind: str, *pieces: str | Part, loose: bool = False) -> Part:
    """Return a part of which every piece is needed."""
    return Part(kind, pieces, loose=loose)


def several(kind: str, pieces: list[Part], between: str = ", ", least: int = 1) -> Part:
    """Return a list of parts that may get shorter."""
    return Part(kind, tuple(pieces), between, least)


def joined(pieces: list[str | Part]) -> list[str | Part]:
    """Return pieces with commas between them, all of them needed."""
    return [each for piece in pieces for each in (", ", piece)][1:]


def maybe(before: str, held: Part, after: str = "") -> Part:
    """Return a part that may be left away."""
    return Part("maybe", (Part(f"maybe {before}", (before, held, after)),), "")


def within(held: Part) -> Iterator[Part]:
    """Yield all parts inside a part, outer ones first."""
    for piece in held.pieces:
        if isinstance(piece, Part):
            yield piece
            yield from within(piece)


def places(held: Part) -> Iterator[tuple[int, ...]]:
    """Yield the way to each part, the outer ones first."""
    level: list[tuple[tuple[int, ...], Part]] = [((), held)]
    while level:
        yield from (way for way, _ in level)
        level = [
            ((*way, n), piece) for way, each in level for n, piece in enumerate(each.pieces) if isinstance(piece, Part)
        ]


def at(held: Part, way: tuple[int, ...]) -> Part:
    """Return the part at the end of a way."""
    for n in way:
        piece = held.pieces[n]
        assert isinstance(piece, Part)
        held = piece
    return held


def put(held: Part, way: tuple[int, ...], new: Part) -> Part:
    """Return the whole with another part at the end of a way."""
    if not way:
        return new
    pieces = list(held.pieces)
    pieces[way[0]] = put(at(held, way[:1]), way[1:], new)
    return replace(held, pieces=tuple(pieces))
