"""What a user's own Cypher names and nobody knows: told beside the answer, which is then mostly empty."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .options import Options, tell

if TYPE_CHECKING:
    from ..graph import Store

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|(?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<number>\d[\w]*(?:\.\d\w*)?)"""
    r"""|\$(?P<param>\w+|`[^`]*`)|(?P<name>[^\W\d]\w*|`(?:[^`]|``)*`)|(?P<sign>\.\.|[^\s\w])""",
    re.DOTALL,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: words before ``{`` that open a query of its own
_BLOCKS = frozenset({"exists", "count", "collect", "call", "union", "then", "else"})
#: parts of dates, durations, points and paths: written like properties
_PARTS = _words("""
    year quarter month week weekYear dayOfWeek day ordinalDay dayOfQuarter hour minute second millisecond microsecond
    nanosecond timezone offset offsetMinutes offsetSeconds epochMillis epochSeconds years quarters months weeks days
    hours minutes seconds milliseconds microseconds nanoseconds quartersOfYear monthsOfYear monthsOfQuarter daysOfWeek
    minutesOfHour secondsOfMinute millisecondsOfSecond microsecondsOfSecond nanosecondsOfSecond
    x y z longitude latitude height crs srid nodes relations
""")
#: what every node or relation of a store has beside what its type has
_ALWAYS = frozenset({"id", "sources", "statements", "date", "reliability"})
_TEXTS = frozenset({"text", "code", "date", "credit_code", "stock_code"})


@dataclass(slots=True)
class Names:
    """The names in a text, by what they stand for."""

    labels: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    #: after a ``:`` outside of a pattern: a label or a relation type
    either: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)
    #: parameter → properties that it is compared with
    compared: dict[str, set[str]] = field(default_factory=dict)
    #: number as it is written → properties that it is compared with
    numbers: dict[str, set[str]] = field(default_factory=dict)


def names_in(text: str) -> Names:
    """Return what a Cypher text names.

    >>> found = names_in("MATCH (c:Compny {nme: $x})-[:SUPPLIES|SELLS]->(b) WHERE b.stock = $y RETURN {a: b.id}.a")
    >>> sorted(found.labels), sorted(found.relations), sorted(found.properties), sorted(found.compared.items())
    (['Compny'], ['SELLS', 'SUPPLIES'], ['id', 'nme', 'stock'], [('x', {'nme'}), ('y', {'stock'})])
    """
    found = ((match.lastgroup, match) for match in _TOKEN.finditer(text))
    return _Reader([(kind, match.group(kind)) for kind, match in found if kind]).read()


def tell_hints(store: Store, text: str, params: Mapping[str, Any], options: Options, rows: int) -> None:
    """Say on standard error which names of a text are in neither the vocabulary nor the store, and the nearest."""
    from ..schema import property_types, vocabulary

    named, known, types = names_in(text), vocabulary(), property_types()
    labels, relations = {*known.nodes, "Source", "Search", "Withdrawn"}, set(known.relations)
    properties = {*types, *_ALWAYS, *_PARTS, *_RECORDS, *_keys(params)}
    if _unknown(named, labels, relations, properties) and options.on_server:
        # a server may hold what other programs wrote
        labels |= _there(store, "CALL db.labels() YIELD label AS name")
        relations |= _there(store, "CALL db.relationshipTypes() YIELD relationshipType AS name")
        properties |= _there(store, "CALL db.propertyKeys() YIELD propertyKey AS name")
    for zh, en, name, among in _unknown(named, labels, relations, properties):
        _tell_unknown(options, zh, en, name, among)
    texts = {"id", *(name for name, kinds in types.items() if kinds <= _TEXTS)}
    for number, against in named.numbers.items():
        for property in sorted(against & texts):
            zh, en = f"{property} 是文本：写 '{number}'", f"{property} is a text: write '{number}'"
            tell(options.say(f"{number} 是数字，{zh}", f"{number} is a number and {en}"))
    for name, value in params.items():
        numbers = [each for each in (value if isinstance(value, list) else [value]) if type(each) is int]
        if not numbers:
            continue
        given = json.dumps([str(each) for each in value] if isinstance(value, list) else str(value), ensure_ascii=False)
        for property in sorted(named.compared.get(name, set())):
            if property in texts:
                zh = f"${name} 是数字 {numbers[0]}，{property} 是文本；要文本就加引号：-p '{name}={given}'"
                en = f"${name} is the number {numbers[0]} and {property} a text: for the text -p '{name}={given}'"
                tell(options.say(zh, en))
            elif property in properties - types.keys() and not rows:
                zh = f"${name} 按数字 {numbers[0]} 读；若 {property} 是文本，写 -p '{name}={given}'"
                en = f"${name} was read as the number {numbers[0]}; if {property} is a text, give -p '{name}={given}'"
                tell(options.say(zh, en))


def _keys(value: Any) -> set[str]:
    """Return the keys of all maps in a value: rows that a text unwinds."""
    if isinstance(value, Mapping):
        return set(value) | {key for each in value.values() for key in _keys(each)}
    return {key for each in value for key in _keys(each)} if isinstance(value, list) else set()


#: properties of sources and searches
_RECORDS = _words("""
    title publisher published url language subject slot method result by queries pages_read note note_zh note_en
    dataset
""")


def _there(store: Store, text: str) -> set[str]:
    return {str(row["name"]) for row in store.look_up(text)}


def _unknown(
    named: Names, labels: set[str], relations: set[str], properties: set[str]
) -> list[tuple[str, str, str, set[str]]]:
    """Return the names that are known to nobody: what they would be in both languages, name, what there is."""
    groups = (
        ("标签", "label", named.labels, labels),
        ("关系类型", "relation type", named.relations, relations),
        ("标签或关系类型", "label or relation type", named.either, labels | relations),
        ("属性", "property", named.properties, properties),
    )
    return [(zh, en, name, among) for zh, en, used, among in groups for name in sorted(used - among)]


def _tell_unknown(options: Options, zh: str, en: str, name: str, among: Iterable[str]) -> None:
    from ..schema import closest, vocabulary

    words = vocabulary()
    labels = {text: kind.name for kinds in (words.nodes, words.relations) for kind in kinds.values()
              for text in (kind.label.zh, kind.label.en)}  # fmt: skip
    ends = [each for each in among if each.casefold().endswith(name.casefold()) and len(name) > 3]
    near = labels.get(name) or (ends[0] if len(ends) == 1 else closest(name, among))
    guess = options.say(f"；是不是 {near}？", f"; did you mean {near}?") if near else ""
    tell(options.say(f"词汇表和库中都没有{zh} {name}", f"there is no {en} {name}, in the vocabulary or here") + guess)


class _Reader:
    """Goes over the words of a text once, knowing which brackets are open."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = [(kind, _bare(text) if kind in ("name", "param") else text) for kind, text in tokens]
        self._found = Names()
        #: what each open bracket holds: node, relation, map, properties, block, other
        self._open: list[str] = []
        #: keys of maps that the text itself makes
        self._made: set[str] = set()

    def read(self) -> Names:
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        self._found.properties -= self._made
        return self._found

    def _at(self, at: int) -> tuple[str, str]:
        return self._tokens[at] if 0 <= at < len(self._tokens) else ("", "")

    def _step(self, at: int) -> int:
        kind, text = self._tokens[at]
        if kind == "sign":
            if text in "([{":
                self._open.append(self._opened(at, text))
            elif text in ")]}":
                self._open[-1:] = []
            elif text == ":":
                # n :: INTEGER asks for a type of value
                return at + 2 if self._at(at + 1)[1] == ":" else self._after_colon(at)
            elif text == ".":
                return self._after_point(at)
        elif kind == "param":
            self._compare(at, self._found.compared, text)
        elif kind == "number":
            self._compare(at, self._found.numbers, text)
        return at + 1

    def _opened(self, at: int, sign: str) -> str:
        before, word = self._at(at - 1)
        if sign == "[":
            return "relation" if word == "-" and self._at(at + 1)[0] in ("name", "sign") else "other"
        if sign == "(":
            return "node" if before != "name" or word.casefold() in _WORDS else "other"
        if word.casefold() in _BLOCKS or (before == "sign" and word == ")" and self._calls(at - 1)):
            return "block"
        return "properties" if self._open[-1:] in (["node"], ["relation"]) else "map"

    def _calls(self, at: int) -> bool:
        """Say whether a closing bracket ends the list of a ``CALL (…)``."""
        depth = 0
        while at >= 0:
            text = self._at(at)[1]
            depth += (text == ")") - (text == "(")
            if depth == 0:
                return self._at(at - 1)[1].casefold() == "call"
            at -= 1
        return False

    def _after_colon(self, at: int) -> int:
        inside = self._open[-1] if self._open else "block"
        if inside in ("map", "properties"):
            kind, key = self._at(at - 1)
            if kind == "name":
                (self._found.properties if inside == "properties" else self._made).add(key)
            return at + 1
        into = {"node": self._found.labels, "relation": self._found.relations}.get(inside, self._found.either)
        if inside == "node" and not self._begins(at):
            into = self._found.either
        at += 1
        while True:
            kind, text = self._at(at)
            if kind == "name":
                into.add(text)
                at += 1
                if self._at(at)[1] not in ("|", "&", ":"):
                    return at
            elif kind != "sign" or text not in "|&!:(":
                return at
            if self._at(at)[0] == "sign":
                if self._at(at)[1] == "(":
                    self._open.append("other")
                at += 1

    def _begins(self, at: int) -> bool:
        """Say whether a ``:`` stands where a node begins: after its bracket, or after the name behind that."""
        return self._at(at - 1)[1] == "(" or self._at(at - 2)[1] == "("

    def _after_point(self, at: int) -> int:
        """Take what a point leads to, unless it leads to a function or from a parameter."""
        before, word = self._at(at - 1)
        names = []
        end = at
        while self._at(end) == ("sign", ".") and self._at(end + 1)[0] == "name":
            names.append(self._at(end + 1)[1])
            end += 2
        if not names:
            return at + 1
        called = self._at(end) == ("sign", "(")
        owned = before == "name" or word in (")", "]", "}") or (word in ("{", ",") and self._open[-1:] != ["other"])
        if not called and before != "param" and owned:
            self._found.properties.update(names)
        return end

    def _compare(self, at: int, into: dict[str, set[str]], key: str) -> None:
        """Note which property a value is compared with: ``x.p = $a``, ``x.p IN $a``, ``$a = x.p``, ``{p: $a}``."""
        place = at - 1
        while self._at(place)[1] in ("=", "<", ">"):
            place -= 1
        if place == at - 1 and self._at(place)[0] == "name":
            words = {"in": 1, "contains": 1, "with": 2}
            place -= words.get(self._at(place)[1].casefold(), 0)
        if place < at - 1 and self._at(place)[0] == "name" and self._at(place - 1)[1] == ".":
            into.setdefault(key, set()).add(self._at(place)[1])
        elif self._at(at - 1)[1] == ":" and self._open[-1:] == ["properties"]:
            into.setdefault(key, set()).add(self._at(at - 2)[1])
        if self._at(at + 1)[1] in ("=", "<", ">"):
            place = at + (3 if self._at(at + 2)[1] in ("=", ">") else 2)
            if self._at(place)[0] == "name" and self._at(place + 1)[1] == ".":
                into.setdefault(key, set()).add(self._at(place + 2)[1])


#: words that stand before a bracket and are no function
_WORDS = _words("""
    match optional where and or xor not in return with unwind as when then else on by union all case distinct
    yield call limit skip is contains any shortest groups acyclic trail walk
""")


def _bare(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name
