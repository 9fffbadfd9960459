"""The history of a node, of a dataset or of a whole store: what counts, what did, and until when."""

from __future__ import annotations

import json
from collections import Counter

from ...schema import BY_HAND, Rows, Statement, Text, UnknownName
from ..following import merged, now
from ..merging import NAMED
from ..store import Store
from .comparing import searches_of, stated

#: what still counts
COUNTS = "counts"
COLUMNS = ("subject", "name", "relation", "status", "since", "until", "dataset", "row", "said")
_NODE = """
MATCH (n) WHERE n.id = $id AND n.statements IS NOT NULL
RETURN n.id AS subject, '' AS relation, n.statements AS statements
UNION ALL
MATCH (n)-[r]->(m) WHERE n.id = $id AND r.statements IS NOT NULL
RETURN m.id AS subject, type(r) AS relation, r.statements AS statements
UNION ALL
MATCH (n)<-[r]-(m) WHERE n.id = $id AND r.statements IS NOT NULL
RETURN m.id AS subject, type(r) AS relation, r.statements AS statements
"""
_CALLED = """
MATCH (n) WHERE n.statements IS NOT NULL AND ($word IN [n.id, n.name, n.name_en] OR $word IN n.aliases)
RETURN n.id AS id
"""
_NAMED = "MATCH (n) WHERE n.id IN $ids AND n.name IS NOT NULL RETURN n.id AS id, n.name AS name"
_WITHDRAWN = "MATCH (w:Withdrawn) RETURN properties(w) AS w"


def history(store: Store, word: str = "") -> Rows:
    """Return what is and was said of a node, or by a dataset; without a word how much was withdrawn, when and why.

    ``name`` is what the node at the other end of a relation, or the node itself, is called; "" of one that is no more.
    ``word`` is the id, name or alias of a node, also of one that is no more, or the name of a dataset.
    UnknownName: it is none of these.
    """
    past = store.look_up(_WITHDRAWN).column("w") if "Withdrawn" in store.count() else []
    if not word:
        return _summary(past)
    rows = _of_node(store, word, past)
    if not rows:
        rows = [_withdrawn(w, w["subject"]) for w in past if w["dataset"] == word]
        if not rows and next(stated(store, word), None) is None and not searches_of(store, word):
            known = {w["dataset"] for w in past} - {"", BY_HAND, NAMED}
            raise UnknownName(Text("节点或数据集", "node or dataset"), word, known)
    # the newest first, what counts before what does not
    rows.sort(key=lambda row: [str(each) for each in row])
    rows.sort(key=lambda row: str(row[4]) or "9999", reverse=True)
    names = store.look_up(_NAMED, ids=sorted({str(row[0]) for row in rows}))
    called = {row["id"]: row["name"] for row in names}
    return Rows(COLUMNS, [[row[0], called.get(row[0], ""), *row[1:]] for row in rows])


def _of_node(store: Store, word: str, past: list[dict[str, str]]) -> list[list[object]]:
    id = now(word, merged(store))
    found = store.look_up(_CALLED, word=id).column("id")
    ids = {*found} or {w["subject"] for w in past if w["subject"] == id or (not w["from_id"] and _says(w["said"], id))}
    rows: list[list[object]] = []
    for each in sorted(ids):
        for row in store.look_up(_NODE, id=each):
            for said in map(Statement.from_json, row["statements"]):
                place = [COUNTS, said.date, "", said.dataset, said.row, _told(said.to_json())]
                rows.append([row["subject"], row["relation"], *place])
    for w in past:
        if not ids.isdisjoint((w["subject"], w["into"], w["from_id"], w["to_id"])):
            other = w["to_id"] if w["from_id"] in ids else w["from_id"]
            rows.append(_withdrawn(w, other or w["subject"]))
    return rows


def _withdrawn(w: dict[str, str], subject: str) -> list[object]:
    relation = w["of"] if w["from_id"] else ""
    return [subject, relation, w["why"], w["since"], w["until"], w["dataset"], w["row"], _told(w["said"])]


def _summary(past: list[dict[str, str]]) -> Rows:
    counted = Counter((w["until"], w["dataset"], w["why"]) for w in past)
    rows = sorted(([*key, many] for key, many in counted.items()), key=str, reverse=True)
    return Rows(("until", "dataset", "status", "statements"), rows)


def _told(said: str) -> str:
    values = json.loads(said)
    values = values.get("properties", values)
    return ", ".join(f"{name}: {'; '.join(v) if isinstance(v, list) else v}" for name, v in sorted(values.items()))


def _says(said: str, name: str) -> bool:
    values = json.loads(said).get("properties", {})
    return name in (values.get("name"), values.get("name_en"), *(values.get("aliases") or ()))
