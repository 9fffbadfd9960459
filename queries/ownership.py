"""Houses: who stands behind whom.

One house is what one owner or one institution decides: a body, what it owns (PARENT_OF: owner, subsidiary or a share of
half or more) and what it runs (HOSTED_BY), to any depth. Joint ventures, minority holders and what is only planned are
named beside a house and never joined to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..schema import Text, vocabulary

#: kinds of PARENT_OF that name a holder who does not decide alone
BESIDE = ("joint venture", "investor")
#: the least share of an owner
OWNER = 0.5


@dataclass(frozen=True, slots=True)
class Houses:
    """Which house each body belongs to; a body without ties is a house of its own."""

    #: body → head of its house, for bodies with ties only
    heads: Mapping[str, str]
    #: head → all bodies of the house, sorted
    members: Mapping[str, tuple[str, ...]]
    #: head → names of holders beside it: joint venture partners, investors
    beside: Mapping[str, tuple[Text, ...]]
    #: body → name, of all bodies with ties
    names: Mapping[str, Text]

    def of(self, body: str) -> str:
        """Return the id of the head of a body's house.

        >>> Houses({"a": "b", "b": "b"}, {"b": ("a", "b")}, {}, {}).of("a")
        'b'
        """
        return self.heads.get(body, body)

    def all_of(self, body: str) -> tuple[str, ...]:
        """Return all bodies of a body's house, sorted."""
        return self.members.get(self.of(body), (body,))


def houses(ties: Iterable[Mapping[str, Any]]) -> Houses:
    """Return the houses that rows of the query `house-ties` make.

    A head is who owns and is not owned; where ownership runs in a circle, or two own one, the first by id.
    """
    above: dict[str, set[str]] = defaultdict(set)
    joined: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, dict[str, Text]] = defaultdict(dict)
    names: dict[str, Text] = {}
    for tie in ties:
        upper, lower = (tie["from"], tie["to"]) if tie["relation_type"] == "PARENT_OF" else (tie["to"], tie["from"])
        for end, id in (("from", tie["from"]), ("to", tie["to"])):
            names[id] = Text(tie[f"{end}_name"], tie[f"{end}_name_en"])
        if not vocabulary().counts(*tie["statuses"]):
            continue
        if not decides(tie):
            beside[lower][upper] = names[upper]
            continue
        if upper != lower:
            above[lower].add(upper)
            joined[lower].add(upper)
            joined[upper].add(lower)
    heads: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for start in sorted(joined):
        if start in heads:
            continue
        house = _reach(start, joined)
        head = min((id for id in house if not above[id]), default=min(house))
        members[head] = tuple(sorted(house))
        heads |= dict.fromkeys(house, head)
    near: dict[str, dict[str, Text]] = defaultdict(dict)
    for body, holders in beside.items():
        head = heads.get(body, body)
        near[head] |= {id: name for id, name in holders.items() if heads.get(id, id) != head}
    return Houses(
        heads, members, {head: tuple(found[id] for id in sorted(found)) for head, found in near.items() if found}, names
    )


def decides(tie: Mapping[str, Any]) -> bool:
    """Say whether a tie makes two bodies one house.

    A share speaks before the kind; a PARENT_OF without either says "parent", and a parent decides.
    """
    if tie["relation_type"] != "PARENT_OF":
        return True
    if tie["share"] is not None:
        return float(tie["share"]) >= OWNER and tie["kind"] not in BESIDE
    return tie["kind"] not in BESIDE


def _reach(start: str, joined: Mapping[str, set[str]]) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for each in joined[todo.pop()] - found:
            found.add(each)
            todo.append(each)
    return found
