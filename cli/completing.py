"""What may follow in the shell: names that the text before the cursor asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

#: clauses and words of Cypher that only reads
KEYWORDS = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "LIMIT", "SKIP", "DISTINCT", "CONTAINS",
    "STARTS WITH", "ENDS WITH", "EXISTS", "COUNT", "COLLECT", "CASE", "WHEN", "THEN", "ELSE", "END", "UNION", "CALL",
    "AND", "OR", "NOT", "IN", "IS NULL", "IS NOT NULL", "DESC", "shortestPath",
)  # fmt: skip
_WORD = re.compile(r"\w*$")
#: a variable and a point, not the point of a number
_OWNER = re.compile(r"(?:[^\W\d]\w*|`)\.$")
_OPENING = re.compile(r"[\[(][^\[\]()]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A name that fits, and how many characters before the cursor it replaces."""

    text: str
    replaces: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Names by what they stand for, each with what it means to a reader."""

    commands: Mapping[str, str] = field(default_factory=dict)
    #: for each command the words that may follow it
    choices: Mapping[str, Iterable[str]] = field(default_factory=dict)
    queries: Mapping[str, str] = field(default_factory=dict)
    #: for each query its parameters, with type
    takes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    chains: Iterable[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


def completions(before: str, words: Words, params: Iterable[str] = ()) -> Iterator[Found]:
    """Yield what may stand at the cursor, given the text before it.

    >>> words = Words(labels={"Company": "企业"}, relations={"LEADS": "牵头"})
    >>> [each.text for each in completions("MATCH (c:企", words)]
    ['Company']
    >>> [each.text for each in completions("MATCH (c)-[:l", words)]
    ['LEADS']
    """
    line = before.lstrip()
    if line.startswith(":") and "\n" not in line:
        yield from _command(line, words)
        return
    found = _WORD.search(before)
    begun = found[0] if found else ""
    rest = before.removesuffix(begun)
    if rest.endswith("$"):
        yield from _fitting(begun, dict.fromkeys(params, ""))
    elif _OWNER.search(rest):
        yield from _fitting(begun, words.properties)
    elif re.search(r"[:|&!]\s*$", rest) and (opening := _OPENING.search(rest)):
        yield from _fitting(begun, words.relations if opening[0].startswith("[") else words.labels)
    elif begun:
        yield from _fitting(begun, dict.fromkeys(KEYWORDS, ""))


def _command(line: str, words: Words) -> Iterator[Found]:
    command, space, rest = line[1:].partition(" ")
    if not space:
        yield from _fitting(command, words.commands)
    elif command in ("ask", "queries") and " " not in rest:
        yield from _fitting(rest, words.queries)
    elif command == "ask":
        takes = words.takes.get(rest.partition(" ")[0], {})
        last = rest.rpartition(" ")[2]
        name, sign, value = last.partition("=")
        if not sign:
            yield from _fitting(name, {f"{each}=": type for each, type in takes.items()})
        elif takes.get(name) == "chain":
            yield from _fitting(value, dict.fromkeys(words.chains, ""))
    else:
        yield from _fitting(rest, dict.fromkeys(words.choices.get(command, ()), ""))


def _fitting(begun: str, names: Mapping[str, str]) -> Iterator[Found]:
    wanted = begun.casefold()
    for name, about in names.items():
        if name != begun and (name.casefold().startswith(wanted) or (begun and about.startswith(begun))):
            yield Found(name, len(begun), about)
