"""Words that stand for nodes: an id, a name, an English name or an alias."""

from __future__ import annotations

from ..graph import check_filled
from ..schema import Named, Rows, clean_text, nothing_called, stands_for, vocabulary
from .reads import Reads

#: kinds with so few nodes that all are read: their names may also be said without an ending
FEW = {
    "chain": "MATCH (n:IndustryChain) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
    "stage": "MATCH (n:Stage) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
    "region": "MATCH (n:Region) RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases",
}
#: kinds of which a store may hold a million
MANY = ("company", "body", "node")
_CALLED = (
    "MATCH (n) WHERE any(each IN labels(n) WHERE each IN $types) AND "
    "(n.name = $word OR n.id = $word OR toLower(n.name_en) = toLower($word) OR $word IN n.aliases) "
    "RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases"
)
_ALL = (
    "MATCH (n) WHERE any(each IN labels(n) WHERE each IN $types) AND n.name IS NOT NULL "
    "RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases LIMIT 100000"
)


def resolve(store: Reads, kind: str, word: str) -> str:
    """Return the id that a word stands for; `kind` is chain, stage, region, company, body or node.

    An id wins over a name, a name over an alias or English name (`schema.stands_for`).
    """
    types = _types(kind)
    if store.types_of([word]).get(word) in types:
        return word
    # which node a word stands for is no answer: a limit on rows does not count here
    run = store.look_up
    nodes = _named(run(FEW[kind]) if kind in FEW else run(_CALLED, word=clean_text(word), types=types))
    if found := stands_for(word, kind, nodes):
        return found
    check_filled(store)
    raise nothing_called(word, kind, nodes if kind in FEW else _named(run(_ALL, types=types)))


def _named(rows: Rows) -> list[Named]:
    return [Named(r["id"], str(r["name"]), r["name_en"] or "", tuple(r["aliases"] or ())) for r in rows]


def _types(kind: str) -> list[str]:
    one = {"chain": "IndustryChain", "stage": "Stage", "region": "Region", "company": "Company"}
    return [one[kind]] if kind in one else sorted(vocabulary().bodies if kind == "body" else vocabulary().nodes)
