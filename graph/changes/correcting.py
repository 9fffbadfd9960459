"""Corrections by hand that stick, whatever the files say later: another name, and two bodies that are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from ...schema import (
    BY_HAND,
    Named,
    Node,
    Relation,
    Statement,
    Text,
    UsageError,
    Withdrawn,
    best,
    clean_text,
    listed,
    nothing_called,
    settle,
    shown_zh,
    stands_for,
    vocabulary,
)
from ..following import MERGED, About, merged, moved, now, relation, search, withdrawn
from ..loading import whole
from ..merging import Batch
from ..putting import put
from ..store import Open, Row, Store, Written
from ..stored import record
from ..stored import search as search_of
from .withdrawing import this_day

_NODES = """
MATCH (n) WHERE n.statements IS NOT NULL AND ($word IN [n.id, n.name, n.name_en, n.title] OR $word IN n.aliases)
RETURN n.id AS id, labels(n)[0] AS type, coalesce(n.name, n.title, n.id) AS name, coalesce(n.name_en, '') AS name_en,
  coalesce(n.aliases, []) AS aliases
"""
_EVERY_NAME = "MATCH (n) WHERE n.name IS NOT NULL RETURN n.id AS id, n.name AS name"
_CODES = """
MATCH (n) WHERE n.id IN $ids
RETURN n.id AS id, coalesce(n.credit_code, '') AS credit_code, coalesce(n.stock, '') AS stock
"""
_CALLED_SO = """
MATCH (n) WHERE labels(n)[0] = $type AND n.id <> $id
  AND any(name IN [n.name, n.name_en] + coalesce(n.aliases, []) WHERE name IN $names)
RETURN n.id AS id, n.name AS name ORDER BY n.id
"""
#: names in both languages; what a node was called becomes an alias
_NAMES = ("name", "name_en")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did."""

    id: str
    type: str
    #: what it is called now, and was before
    name: str
    before: str
    #: of a body that was merged the id that it had
    gone: str = ""
    written: Written = field(default_factory=Written)
    #: of a body that was renamed: other nodes of its type that are called so, id and name
    namesakes: tuple[tuple[str, str], ...] = ()
    #: codes in which two merged bodies differ: what the code is called, both readings
    differing: tuple[tuple[Text, tuple[str, str]], ...] = ()


def rename(store: Store, word: str, name: str = "", name_en: str = "") -> Corrected:
    """Give a node another name, in Chinese or English or both; the name that it had becomes an alias.

    ``word`` is its id, name or alias. The name stands above what any file says, now and later. UsageError: there is no
    such node, it has no name, several are called so, or it is called so already.
    """
    id, type = _find(store, word)
    properties = vocabulary().nodes[type].properties
    given = {"name": clean_text(name), "name_en": clean_text(name_en)}
    wanted = {key: value for key, value in given.items() if value}
    if not wanted or not wanted.keys() <= properties.keys():
        unknown = listed(sorted(wanted.keys() - properties.keys()))
        lacks = Text(f"{type} 没有 {unknown.zh}", f"a {type} has no {unknown.en}")
        if not wanted:
            lacks = Text("没有给出名称", "no name was given")
        raise UsageError(f"{word!r} cannot be renamed: {lacks.en}", f"{shown_zh(word)}无法改名：{lacks.zh}")
    called = _called(store, id)
    if all(called[key] == value for key, value in wanted.items()):
        already = listed(wanted.values())
        raise UsageError(
            f"{word!r} is called {already.en} already: nothing was written",
            f"{shown_zh(word)}现在就叫{shown_zh(already.zh)}：没有写入",
        )

    def work(into: Open) -> Written:
        said = _said(into, type, id)
        shown = settle(said, into.reliability(), into.order)
        earlier = next((s for s in said if (s.dataset, s.row) == (BY_HAND, "name")), None)
        values = {**(earlier.properties if earlier else {}), **wanted}
        known = {str(shown[key]) for key in wanted if key in shown and shown[key] != wanted[key]}
        return put(Batch.of([Node(type, id, (_by_hand("name", type, shown, values, known),))]), into)

    before = str(called["name"])
    with whole(store, 1) as writing:
        writing.take(store.change(work), 1)
    namesakes = store.look_up(_CALLED_SO, type=type, id=id, names=list(wanted.values()))
    others = tuple((str(row["id"]), str(row["name"])) for row in namesakes)
    return Corrected(id, type, wanted.get("name", before), before, "", writing.written, others)


def merge(store: Store, word: str, into: str, *, today: str = "") -> Corrected:
    """Make one body of two: all that is said of the first is said of the second, whose name stays; names are aliases.

    Files that go on naming the first are read as naming the second. UsageError: there is no such node, both are one
    already, or they are of different types.
    """
    gone, gone_type = _find(store, word)
    kept, type = _find(store, into)
    if gone == kept or gone_type != type:
        why = "they are one already" if gone == kept else f"one is a {gone_type}, the other a {type}"
        zh = "二者本是同一个" if gone == kept else f"类型不同（{gone_type}、{type}）"
        raise UsageError(
            f"{word!r} and {into!r} cannot be merged: {why}", f"{shown_zh(word)}与{shown_zh(into)}无法合并：{zh}"
        )
    if type not in vocabulary().bodies:
        raise UsageError(
            f"{word!r} is a {type}; bodies are merged: {', '.join(sorted(vocabulary().bodies))}",
            f"{shown_zh(word)}是 {type}，只合并主体：{'、'.join(sorted(vocabulary().bodies))}",
        )
    names = {id: str(_called(store, id)["name"]) for id in (gone, kept)}
    differing = tuple(_differing(store, type, gone, kept))
    day = today or this_day()
    ids = {**merged(store), gone: kept}
    with whole(store, 1) as writing:
        writing.take(store.change(partial(_merge, type, gone, kept, ids, day)), 1)
    return Corrected(kept, type, names[kept], names[gone], gone, writing.written, differing=differing)


def _differing(store: Store, type: str, gone: str, kept: str) -> Iterator[tuple[Text, tuple[str, str]]]:
    """Yield the codes that each of two bodies has, if they are not the same: then they are hardly one."""
    codes = {row["id"]: row for row in store.look_up(_CODES, ids=[gone, kept])}
    for name in ("credit_code", "stock"):
        one, other = codes[gone][name], codes[kept][name]
        if one and other and one != other:
            yield vocabulary().nodes[type].properties[name].label, (str(one), str(other))


def _merge(type: str, gone: str, kept: str, ids: Mapping[str, str], day: str, into: Open) -> Written:
    reliability = into.reliability()
    old, new = _said(into, type, gone), _said(into, type, kept)
    before = settle(old, reliability, into.order)
    shown = settle(new, reliability, into.order)
    aliases = {str(before[name]) for name in _NAMES if name in before} | {*_texts(before.get("aliases"))}
    names = {name: shown[name] for name in _NAMES if name in shown}
    hand = _by_hand(f"names of {gone}", type, shown, names, aliases - {*map(str, names.values())})
    # what was corrected by hand of the first is no correction of the second
    said = moved((each for each in old if each.dataset != BY_HAND), gone)
    history = [withdrawn(About(type, gone), each, MERGED, day, into=kept) for each in old]
    records: list[Node | Relation | Withdrawn] = [Node(type, kept, (*said, hand)), *history]
    tied: dict[str, list[str]] = defaultdict(list)
    for each in into.relations_at([gone]):
        one = record(each)
        if isinstance(one, Relation):
            records += [r for r in relation(one, ids) if isinstance(r, Relation | Withdrawn)]
            tied[each.type].append(each.id)
    searches = [search(search_of(row), ids) for row in into.searches_about([gone])]
    written = put(Batch.of([*records, *searches]), into)
    for each_type, those in sorted(tied.items()):
        into.remove(each_type, those, nodes=False)
    into.remove(type, [gone], nodes=True)
    return written


def _by_hand(
    row: str, type: str, shown: Mapping[str, object], names: Mapping[str, object], aliases: Iterable[str]
) -> Statement:
    """Return the statement of a correction, with what a node of its type needs."""
    kind = vocabulary().nodes[type]
    needed = {name: shown[name] for name, each in kind.properties.items() if each.required and name in shown}
    known = {*_texts(names.get("aliases")), *aliases} if "aliases" in kind.properties else set()
    values = {**needed, **names, **({"aliases": sorted(known)} if known else {})}
    return Statement(BY_HAND, row, (), "", values)  # type: ignore[arg-type]


def _said(into: Open, type: str, id: str) -> list[Statement]:
    return best(map(Statement.from_json, into.statements(type, [id], nodes=True)[id]), into.reliability(), into.order)


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _called(store: Store, id: str) -> Row:
    return next(row for row in store.look_up(_NODES, word=id) if row["id"] == id)


def _find(store: Store, word: str) -> tuple[str, str]:
    """Return id and type of the node that a word stands for; of a body that was merged, of what it became."""
    word = now(word, merged(store))
    found = store.look_up(_NODES, word=clean_text(word))
    among = [Named(row["id"], row["name"], row["name_en"], tuple(row["aliases"])) for row in found]
    id = stands_for(word, "node", among)
    if not id:
        raise nothing_called(word, "node", [Named(*row.values()) for row in store.look_up(_EVERY_NAME)])
    return id, next(row["type"] for row in found if row["id"] == id)
