"""The names that are nearest to a word, at a cost that does not grow with how many there are or how often one asks."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

#: names that share a rare piece with the word and are looked at
_LOOKED_AT = 500
#: of these, those that share most pieces and are compared
_COMPARED = 12
#: words that are looked up anew; a file in which more are wrong wants another remedy than guesses
_LOOKS = 1_000
#: words longer than this are no names
_LONGEST = 160


class Nearest:
    """Names, filed by the pairs and triples of characters in them.

    >>> Nearest(["亨通光电", "永鼎股份", "长飞"]).to("亨通光店")
    ('亨通光电',)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names))
        self._filed: dict[str, list[int]] | None = None
        self._found: dict[tuple[str, int], tuple[str, ...]] = {}

    def to(self, word: str, most: int = 2) -> tuple[str, ...]:
        """Return up to so many names like a word, the nearest first; nothing after 1,000 different words."""
        if (word, most) not in self._found and word and len(word) <= _LONGEST and len(self._found) < _LOOKS:
            self._found[word, most] = self._look(word, most)
        return self._found.get((word, most), ())

    def _look(self, word: str, most: int) -> tuple[str, ...]:
        filed = self._file()
        shared: Counter[int] = Counter()
        for piece in sorted(_pieces(word), key=lambda each: (len(filed.get(each, ())), each)):
            room = _LOOKED_AT - len(shared)
            found = filed.get(piece, [])
            shared.update(found if room > 0 else [n for n in found[:_LOOKED_AT] if n in shared])
            if room <= 0:
                break
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_COMPARED]
        folded = {self._names[number].casefold(): self._names[number] for number in reversed(best)}
        cutoff = 0.6 if len(word) > 2 else 0.5
        return tuple(folded[near] for near in difflib.get_close_matches(word.casefold(), folded, n=most, cutoff=cutoff))

    def _file(self) -> dict[str, list[int]]:
        if self._filed is None:
            self._filed = {}
            for number, name in enumerate(self._names):
                for piece in _pieces(name[:_LONGEST]):
                    filed = self._filed.setdefault(piece, [])
                    # a piece that is in every name tells nothing
                    if len(filed) < _LOOKED_AT:
                        filed.append(number)
        return self._filed


def _pieces(word: str) -> set[str]:
    # the ends count as characters: of a name of two characters one may be wrong
    text = f"\0{word.casefold()}\1"
    return {text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)}
