"""Whether a store holds anything of Chainscape's: what answers, gaps and pictures are made from."""

from __future__ import annotations

import weakref
from collections import Counter
from typing import Any, Protocol

from ..schema import Rows, StoreEmpty, StoreForeign, vocabulary

#: the rule, in one place: a node of a type of the vocabulary, or a source or search, that has an id of text
_OURS = """
MATCH (n) WHERE n.id IS NOT NULL AND any(label IN labels(n) WHERE label IN $types)
RETURN n.id AS id LIMIT 1
"""
#: nearly every store has one, and then nothing else is looked at
_CHAIN = "MATCH (n:IndustryChain) WHERE n.id IS NOT NULL RETURN n.id AS id LIMIT 1"
_LABELS = "MATCH (n) WHERE NOT n:Withdrawn AND NOT n:ChainscapeJournal RETURN labels(n) AS labels, count(*) AS nodes"
#: labels that a message names
SHOWN = 6
#: stores that were found to hold something of ours; nothing takes it away again
_filled: weakref.WeakSet[Any] = weakref.WeakSet()


class _Reads(Protocol):
    """The part of a store that looking needs."""

    def look_up(self, query: str, /, **params: Any) -> Rows: ...


def check_filled(store: _Reads) -> None:
    """Raise StoreForeign for a store that holds nodes and none of Chainscape's, StoreEmpty for one that holds none.

    Ours is a node of a type of the vocabulary, a source or a search that has an id of text. A store is looked at once:
    with a chain in it that is one short query. An answer over a graph of another program would be an empty table
    otherwise.
    """
    if store in _filled:
        return
    types = (*vocabulary().nodes, "Source", "Search")
    for text in (_CHAIN, _OURS):
        if any(isinstance(id, str) for id in store.look_up(text, types=types).column("id")):
            _filled.add(store)
            return
    labels: Counter[str] = Counter()
    nodes = 0
    for row in store.look_up(_LABELS):
        nodes += row["nodes"]
        labels.update(dict.fromkeys(row["labels"], row["nodes"]))
    if not nodes:
        raise StoreEmpty(
            "the store holds nothing yet: chainscape import PATH loads tables",
            "库中还没有数据：用 chainscape import PATH 载入表格",
        )
    names = [label for label, _ in sorted(labels.items(), key=lambda each: (-each[1], each[0]))]
    more = " …" if len(names) > SHOWN else ""
    raise StoreForeign(
        f"the store holds {nodes:,} nodes of other programs (labels: {', '.join(names[:SHOWN])}{more}) and none of "
        "Chainscape's: chainscape adopt FROM TO --mapping FILE makes a store from them, chainscape adopt FROM drafts "
        "the mapping",
        f"库中有其他程序写下的 {nodes:,} 个节点（标签：{'、'.join(names[:SHOWN])}{more}），没有链景的节点："
        "chainscape adopt FROM TO --mapping FILE 由它们建库；chainscape adopt FROM 起草映射",
    )
