"""Only reading: a query is parsed by the engine's own parser and every part of it must be on a list.

Text is never looked at, so comments, case, unicode escapes and backticks hide nothing: what counts is what
the parser made of it. Lists of what is allowed, not of what is forbidden: a clause, function or procedure
that a later engine brings is refused until somebody has looked at it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ...schema import QueryFailed, QueryRefused, Text, guess
from ..allowed import ADVICE, check_first_word, check_size
from . import differences, engine, rewriting
from .allowed import FUNCTIONS, PROCEDURES, RULES
from .classes import java, java_error
from .engine import Call
from .messages import failure, said_by
from .running import check_time
from .trees import Query

_NO_CYPHER = Text("不是 Cypher 语句", "not a Cypher query")
#: steps of rewriting that a text may need
_MOST = 50
_TOO_MUCH = Text(
    "拒绝：文件夹库的引擎会答得不同。请用 WITH 分成几步写。",
    "refused: the engine of a folder would answer this otherwise. Write it in smaller steps, with WITH between.",
)
#: what only a text of ours can have in a message: a place in it, or a name given by `aggregating`
_OURS = re.compile(r"\bline [0-9]|\b_+[0-9]+\b")
#: what a refused rule is called in a message
_WORDS = {
    "command": Text("管理命令", "an administrative command"),
    "loadCSVClause": Text("LOAD CSV（读取文件或网址）", "LOAD CSV (reads a file or an address)"),
    "subqueryInTransactionsParameters": Text("IN TRANSACTIONS（写入）", "IN TRANSACTIONS (writes)"),
    "createClause": Text("CREATE", "CREATE"),
    "insertClause": Text("INSERT", "INSERT"),
    "mergeClause": Text("MERGE", "MERGE"),
    "setClause": Text("SET", "SET"),
    "removeClause": Text("REMOVE", "REMOVE"),
    "deleteClause": Text("DELETE", "DELETE"),
    "foreachClause": Text("FOREACH（写入）", "FOREACH (writes)"),
    "useClause": Text("USE（另一个图）", "USE (another graph)"),
    "localDefinition": Text("DEFINE", "DEFINE"),
    "searchClause": Text("SEARCH（向量索引）", "SEARCH (vector index)"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A query that was found to read only."""

    #: what the engine is asked: the query, or what says the same and is answered rightly
    text: str
    #: names of the answer's columns; empty where only the rows tell (RETURN *, CALL alone)
    columns: tuple[str, ...]
    #: names of the parameters that it uses
    parameters: frozenset[str]
    #: of a RETURN *: the columns that it names behind the star
    behind: tuple[str, ...] | None = None


def check(database: Any, query: str, call: Call | None = None, until: float | None = None) -> Reading:
    """Return what a query asks for; QueryRefused unless it only reads, QueryFailed if it is not Cypher.

    ``call`` runs what may take long where the wait can end, and ``until`` is the time after which nothing more is done.
    """
    check_size(query)
    check_first_word(query)
    text = query
    star: rewriting.Starred | None = None
    for step in range(_MOST):
        parsed, tree, failed = _parse(database, text, call)
        asked = replace(_check_tree(text, tree, call, until), unread=failed is not None)
        # the engine's own opinion last: its answer says less than ours
        if parsed is not None and not parsed.statement().isReadOnly():
            raise QueryRefused(f"refused: the query writes. {ADVICE.en}", f"拒绝：查询会写入。{ADVICE.zh}")
        differences.check(asked)
        if step == 0:
            star = rewriting.starred(asked)
        # what was rewritten is looked at like any other text
        if (better := rewriting.rewrite(asked)) is None:
            if failed is not None:
                # a place or a name in what was rewritten says nothing to who wrote the query
                raise QueryRefused.of(_TOO_MUCH) if step and _OURS.search(str(failed)) else failed
            found = _reading(parsed, text)
            if star is not None and not star.columns and _OURS.search(text) and not _OURS.search(query):
                raise QueryRefused.of(_TOO_MUCH)
            return found if star is None else replace(found, columns=star.columns, behind=star.behind)
        text = better
    raise QueryRefused.of(_TOO_MUCH)


def _parse(database: Any, query: str, call: Call | None) -> tuple[Any, Any, QueryFailed | None]:
    """Return what the parser makes of a text, its tree, and what the engine has against it if that may be mended."""
    try:
        return *engine.parse(database, query, call), None
    except java_error() as error:
        failed = failure(error, _NO_CYPHER)
        if not said_by(error).startswith(rewriting.MENDED):
            raise failed from error
        return None, engine.parse_tree(query, call), failed


def read(database: Any, query: str, call: Call | None = None, until: float | None = None) -> Reading:
    """Return what a text of the library asks for, which the tests have checked; QueryFailed if it is not Cypher."""
    check_time(until)
    try:
        return _reading(engine.parse_once(database, query, call), query)
    except java_error() as error:
        raise failure(error, _NO_CYPHER) from error


def _reading(parsed: Any, text: str) -> Reading:
    return Reading(text, engine.columns(parsed), frozenset(str(name) for name in parsed.parameters()))


def _check_tree(text: str, tree: Any, call: Call | None, until: float | None) -> Query:
    trees = engine.trees()
    names, marks, mark = _grammar()
    # as text in one call: to look at each node from Python makes JPype wrap some 60 classes, 0.1 s the first time
    used = {names[int(found)] for found in mark.findall(engine.tree_text(tree, marks, call))}
    # the most telling one: what a refused clause contains is refused as well
    for rule in sorted(used - RULES, key=lambda rule: (rule not in _WORDS, rule)):
        said = _WORDS.get(rule, Text(rule, rule))
        raise QueryRefused(f"refused: {said.en}. {ADVICE.en}", f"拒绝：{said.zh}。{ADVICE.zh}")
    called: set[str] = set()
    for what, rule, allowed in (
        (Text("函数", "function"), "functionName", FUNCTIONS),
        (Text("过程", "procedure"), "procedureName", PROCEDURES),
    ):
        if rule in used:
            for node in trees.findAllRuleNodes(tree, names.index(rule)):
                called.add(name := str(node.getText()))
                _check_name(what, name, allowed)

    def find(part: Any, rule: str) -> list[Any]:
        return _Found(trees.findAllRuleNodes(part, names.index(rule)), until)

    return Query(text, tree, used, called, find)


class _Found(list[Any]):
    """Parts of a text; whoever goes through them is told when the time is over."""

    def __init__(self, parts: Any, until: float | None) -> None:
        super().__init__(parts)
        self._until = until
        check_time(until)

    def __iter__(self) -> Iterator[Any]:
        for part in super().__iter__():
            check_time(self._until)
            yield part


@cache
def _grammar() -> tuple[list[str], Any, re.Pattern[str]]:
    """Return the rules' names, what stands for each in a tree's text, and what finds those marks.

    A node's text opens with its rule's mark, whatever else is in it; a query cannot hold a mark, as it
    cannot guess it, and could only add a rule by it, never hide one.
    """
    names = engine.rules()
    secret = secrets.token_hex(8)
    marks = java("java.util.Arrays").asList(java("java.lang.String[]")([f"{secret}-{n}-" for n in range(len(names))]))
    return names, marks, re.compile(rf"{secret}-([0-9]+)-")


def _check_name(what: Text, name: str, allowed: frozenset[str]) -> None:
    # a name in backticks or with escapes is refused as it stands: nobody needs one for these names
    if why := differences.PROCEDURES.get(name.lower()):
        raise QueryRefused(f"refused: {name}: {why.en}.", f"拒绝：{name}：{why.zh}。")
    if name.lower() not in allowed:
        near = guess(name, allowed)
        raise QueryRefused(
            f"refused: {what.en} {name} is not among those that only read.{near.en}",
            f"拒绝：{what.zh} {name} 不在只读之列。{near.zh}",
        )
