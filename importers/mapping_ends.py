"""Reading where a cell, an id or an end of a relation comes from."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

from ..schema import NodeType, Reading, Text, Vocabulary, clean_text, listed
from .mapping import Cell, Choice, End, Sources
from .mapping_keys import keys
from .mapping_parts import words_under, wrong_word
from .mapping_rules import choice, pattern, separator
from .names import WAYS, Way

_FROM = ("column", "columns", "first", "always")


def cell_under(part: Reading, key: str) -> Cell:
    """Read a column name, or ``{column: …}``, ``{columns: […]}``, ``{first: […]}``, ``{always: …}``."""
    found = part.value(key)
    if isinstance(found, dict):
        return _cell(part.part(key))
    return Cell(clean_text(part.word(key)))


def id_under(part: Reading) -> Cell | None:
    """Read ``id``: a cell, a list of columns of which the first that is not blank counts, or ``{…, else: key}``."""
    if "id" not in part.data:
        return None
    found = part.value("id")
    if isinstance(found, list):
        return _several(part, "id", first=True)
    if not isinstance(found, dict):
        return cell_under(part, "id")
    given = part.part("id")
    given.only(*keys("id"))
    cell = _cell(given)
    if "else" not in given.data:
        return cell
    given.one_of("else", ("key",))
    return Cell(cell.column, cell.always, cell.prefix, cell.more, cell.first, cell.take, else_key=True)


def _cell(given: Reading) -> Cell:
    said = [key for key in _FROM if key in given.data]
    if len(said) != 1:
        wanted = Text(" column 与 always 之一（或 columns、first）", "either column or always (or columns, or first)")
        raise given.wrong("", wanted, sorted(given.data))
    prefix = given.word("prefix") if "prefix" in given.data else ""
    take = pattern(given, "take", given.word("take")) if "take" in given.data else None
    if said == ["always"]:
        return Cell(always=clean_text(given.scalar("always")), prefix=prefix)
    if said == ["column"]:
        return Cell(clean_text(given.word("column")), prefix=prefix, take=take)
    return _several(given, said[0], said == ["first"], prefix, take)


def _several(part: Reading, key: str, first: bool, prefix: str = "", take: re.Pattern[str] | None = None) -> Cell:
    columns = [clean_text(name) for name in part.words(key)]
    if not columns or not all(columns):
        raise part.wrong(key, Text("列的列表", "a list of columns"), part.data[key])
    return Cell(columns[0], prefix=prefix, more=tuple(columns[1:]), first=first, take=take)


class EndReader:
    """Reads the ends of relations, subjects and chains, checked against the vocabulary."""

    def __init__(self, words: Vocabulary, nodes: Collection[str] = ()) -> None:
        self.words = words
        #: names of the nodes of the same row
        self.nodes = nodes

    def end(self, part: Reading, key: str, allowed: Collection[str]) -> End:
        """Read one end; ``allowed`` names the types that it may have."""
        if not isinstance(part.value(key), dict):
            return End(cell_under(part, key))
        end = part.part(key)
        end.only(*keys("end"))
        if "node" in end.data:
            return self._node(end)
        ways = self._ways(end)
        create = end.flag("create", False)
        chosen = choice(end, "type", allowed) if isinstance(end.data.get("type"), dict) else None
        types = self._types(end, allowed, chosen)
        if ways != ("id",) and not types:
            raise end.wrong("type", Text("名称所属的节点类型", "the node type that the names belong to"))
        if create and ("name" not in ways or (len(types) != 1 and chosen is None)):
            wanted = Text(
                " match: name 且类型只有一个，否则不知新建什么", "match: name with a single type, to know what to make"
            )
            raise end.wrong("create", wanted, True)
        chain = self.chain(end, create) if "chain" in end.data else None
        if chain is not None and [each.name for each in types] != ["Stage"]:
            wanted = Text(
                " type: Stage 且 match: name；只有环节才在产业链之内查找",
                "type: Stage with match: name; only stages are looked for in a chain",
            )
            raise end.wrong("chain", wanted, "chain")
        for each in types:
            if "name" in ways and each.key != (each.caption,) and (create or ways == ("name",)):
                parts = listed(each.key)
                wanted = Text(f" id：{each.name} 按 {parts.zh} 区分", f"id: a {each.name} is told apart by {parts.en}")
                raise end.wrong("match", wanted, "name")
        return End(_cell(end), ways, types, create, separator(end, "separator", ""), chosen, chain)

    def chain(self, part: Reading, create: bool = True) -> End:
        """Read ``chain``: a column of names of chains, or an end with more to say."""
        if isinstance(part.value("chain"), dict):
            return self.end(part, "chain", ("IndustryChain",))
        types = (self.words.nodes["IndustryChain"],)
        return End(cell_under(part, "chain"), ("id", "name"), types, create)

    def _node(self, end: Reading) -> End:
        end.only("node")
        name = end.word("node")
        if name not in self.nodes:
            wanted = Text("本表 nodes 之下的节点名", "the name of a node under nodes of this table")
            raise wrong_word(end, "node", wanted, name, self.nodes)
        return End(Cell(), node=name)

    def _ways(self, end: Reading) -> tuple[Way, ...]:
        if "match" not in end.data:
            return ("id",)
        if not isinstance(end.data["match"], list):
            return (cast(Way, end.one_of("match", WAYS)),)
        ways = end.words("match")
        for way in ways:
            if way not in WAYS:
                wanted = Text(" id、code、name 中的一个或几个", "one or more of id, code, name")
                raise wrong_word(end, "match", wanted, way, WAYS)
        if not ways or len(set(ways)) < len(ways):
            wanted = Text(" id、code、name 中的一个或几个，各一次", "one or more of id, code, name, each once")
            raise end.wrong("match", wanted, ways)
        return tuple(cast(Way, way) for way in ways)

    def _types(self, end: Reading, allowed: Collection[str], chosen: Choice | None) -> tuple[NodeType, ...]:
        if chosen is not None:
            return tuple(self.words.nodes[name] for name in chosen.types)
        names = [end.word("type")] if isinstance(end.data.get("type"), str) else words_under(end, "type")
        for name in names:
            if name not in allowed:
                raise wrong_word(end, "type", Text("这一端可有的类型", "a type that this end may have"), name, allowed)
        return tuple(self.words.nodes[name] for name in names)


def sources_under(part: Reading, marks: str | tuple[str, ...], words: Vocabulary) -> Sources | None:
    """Read ``sources``: a column of source ids, or of titles that make sources."""
    if "sources" not in part.data:
        return None
    if not isinstance(part.data["sources"], dict):
        return Sources(cell_under(part, "sources"), marks)
    given = part.part("sources")
    given.only(*keys("sources"))
    reliability = "C"
    if "reliability" in given.data:
        reliability = given.one_of("reliability", tuple(words.codes["reliability"].codes))
    mark = separator(given, "separator", marks)
    return Sources(_cell(given), mark, given.flag("create", False), reliability)
