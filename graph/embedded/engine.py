"""Every name of the engine's Java, and above all those that it promises nobody: they stand in this room alone.

pyproject.toml pins the release that all of it was tried on, to the last digit. ``make engine VERSION=…`` runs the
stores' contract and the comparison of both engines on another one; what breaks there is mended here. Of each use of
the inside is said what it is for and on which release it was tried.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from .classes import java

#: the release that is pinned; a test compares
RELEASE = "26.10.2.post1"
_RESULT = "com.arcadedb.query.sql.executor.ResultSet"
#: calls a method handle with arguments and returns what it returns
Call = Callable[..., Any]
_PARSER = "com.arcadedb.query.opencypher.grammar.Cypher25Parser"

# The public interface: it has been the same for years.


def vertex() -> Any:
    """Return the class of nodes."""
    return java("com.arcadedb.graph.Vertex")


def edge() -> Any:
    """Return the class of relations."""
    return java("com.arcadedb.graph.Edge")


def result() -> Any:
    """Return the class of rows that stand inside a row."""
    return java("com.arcadedb.query.sql.executor.Result")


def is_node_type(type: Any) -> bool:
    """Say whether a type of the schema is one of nodes."""
    return isinstance(type, java("com.arcadedb.schema.VertexType"))


def is_relation_type(type: Any) -> bool:
    """Say whether a type of the schema is one of relations."""
    return isinstance(type, java("com.arcadedb.schema.EdgeType"))


def add_unique_text(schema: Any, made: Any, type: str, name: str) -> None:
    """Give a new type a property of text that is unique."""
    made.createProperty(name, java("com.arcadedb.schema.Type").STRING)
    schema.createTypeIndex(java("com.arcadedb.schema.Schema$INDEX_TYPE").LSM_TREE, True, type, name)


def as_map(text: str) -> Any:
    """Return a JSON object as a Java map: parsed on that side, one call instead of one for each value."""
    return java("com.arcadedb.serializer.json.JSONObject")(text).toMap()


def maps(values: list[dict[str, Any]]) -> Any:
    """Return dicts as Java maps, by one call for all of them."""
    return as_map(json.dumps({"all": values}, ensure_ascii=False, allow_nan=False)).get("all") if values else ()


def create(path: Path) -> Any:
    """Make a database."""
    return _factory(path).create()


def open_for_writing(path: Path) -> Any:
    """Open a database for writing."""
    return _factory(path).open()


def without_log(database: Any) -> None:
    """Keep no log of commits: a version in the making that is cut off is thrown away, never repaired."""
    database.setUseWAL(False)


def _factory(path: Path) -> Any:
    return java("com.arcadedb.database.DatabaseFactory")(str(path.resolve()))


# The inside.


def bridge() -> Any:
    """Return the class by which the wheel's Python reads answers.

    Why: the values of a thousand rows come as one JSON text, the quickest way across. Tried on 26.10.2.post1.
    """
    return java("com.arcadedb.python.TypedRows")


def path() -> Any:
    """Return the class of an answer's paths.

    Why: a path is in no public class, and comes as this one. Tried on 26.10.2.post1.
    """
    return java("com.arcadedb.query.opencypher.traversal.TraversalPath")


def silence() -> None:
    """Turn the engine's logging off.

    Why: its logger reads the logging configuration again when it is made, so it is made first. Tried on 26.10.2.post1.
    """
    java("com.arcadedb.log.LogManager").instance().getLogger().init()
    root = java("java.util.logging.Logger").getLogger("")
    root.setLevel(java("java.util.logging.Level").OFF)
    for each in root.getHandlers():
        root.removeHandler(each)


class Complaints:
    """What the engine could not write, from now on until `last` is asked: it goes on and tells its log alone.

    Why: commits return before pages are written, and closing tells nobody what it could not. Of a lost page of an
    index reading everything again shows nothing. Tried on 26.10.2.post1.
    """

    def __init__(self) -> None:
        level = java("java.util.logging.Level")
        self._said = java("java.io.ByteArrayOutputStream")()
        written = java("java.util.logging.StreamHandler")(self._said, java("java.util.logging.SimpleFormatter")())
        # one is enough, however many there are
        self._kept = java("java.util.logging.MemoryHandler")(written, 1, level.OFF)
        self._kept.setLevel(level.SEVERE)
        self._root = java("java.util.logging.Logger").getLogger("")
        self._root.setLevel(level.SEVERE)
        self._root.addHandler(self._kept)

    def last(self) -> str:
        """Stop listening, and return what the system said at the last complaint; "" without any."""
        self._root.removeHandler(self._kept)
        self._kept.push()
        self._kept.flush()
        # when and where; what; the error of Java, if there is one
        lines = str(self._said.toString()).splitlines()[1:3]
        return lines[-1].rpartition("Exception: ")[2].strip() if lines else ""


def limit(database: Any) -> None:
    """Turn off what a query could do outside its database.

    Why: LOAD CSV reads files and addresses by default; the guard refuses it before, this is the second wall.
    Tried on 26.10.2.post1.
    """
    settings = java("com.arcadedb.GlobalConfiguration")
    configuration = database.getConfiguration()
    configuration.setValue(settings.OPENCYPHER_LOAD_CSV_ALLOW_FILE_URLS, False)
    configuration.setValue(settings.OPENCYPHER_LOAD_CSV_ALLOW_REMOTE_URLS, False)


def open_for_reading(path: Path) -> Any:
    """Open a database for reading, off the list that the engine's shutdown hook closes.

    Why: closing by the engine writes over what a writer left since; see `readers`. Tried on 26.10.2.post1.
    """
    opened = _factory(path).open(java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY)
    _off_the_list()(None, opened.getDatabasePath(), opened)
    return opened


@cache
def _off_the_list() -> Any:
    factory = java("com.arcadedb.database.DatabaseFactory").class_
    takes = java("java.lang.Class[]")([java("java.lang.String").class_, java("com.arcadedb.database.Database").class_])
    method = factory.getDeclaredMethod("removeActiveDatabaseInstance", takes)
    method.setAccessible(True)
    return method.invoke


def let_go(database: Any) -> None:
    """Let go of a database's memory, threads and open files, without a word to its folder.

    Why: the engine's own ``close()`` writes to the folder of a database open for reading; see `readers`.
    Tried on 26.10.2.post1.
    """
    database.getTransactionManager().kill()
    java("com.arcadedb.engine.PageManager").INSTANCE.simulateKillOfDatabase(database)
    database.getFileManager().close()
    java("com.arcadedb.database.DatabaseContext").INSTANCE.removeAllContexts(database.getDatabasePath())
    java("com.arcadedb.Profiler").INSTANCE.unregisterDatabase(database)


def parse(database: Any, query: str, call: Call | None = None) -> tuple[Any, Any]:
    """Return what the parser makes of a query, and the tree of rules that it found.

    ``call`` runs a method handle elsewhere, so that the wait can end. Why: only the parser knows what a text means; see
    `guard`. Tried on 26.10.2.post1.
    """
    owner = "com.arcadedb.query.opencypher.parser.Cypher25AntlrParser"
    method = _virtual(owner, "parseQueryWithTree", f"{owner}$ParsedTree", "java.lang.String")
    found = (call or now)(method, java(owner)(database), query)
    return found.parsed(), found.tree()


def parse_tree(query: str, call: Call | None = None) -> Any:
    """Return the tree of rules of a query, whatever the engine has against what stands in it.

    Why: some texts that Neo4j answers are no Cypher to this engine, and are written otherwise; see `guard`. Only for
    texts that `parse` got further with: it stops at expressions too deep for the stack. Tried on 26.10.2.post1.
    """
    lexer = java("com.arcadedb.query.opencypher.grammar.Cypher25Lexer")(
        java("org.antlr.v4.runtime.CharStreams").fromString(query)
    )
    parser = java(_PARSER)(java("org.antlr.v4.runtime.CommonTokenStream")(lexer))
    for each in (lexer, parser):
        each.removeErrorListeners()
    return (call or now)(_virtual(_PARSER, "statement", f"{_PARSER}$StatementContext"), parser)


def parse_once(database: Any, query: str, call: Call | None = None) -> Any:
    """Return what the parser makes of a query, and leave it where the engine will look for it.

    Why: a text of the library is parsed once, not twice. Tried on 26.10.2.post1.
    """
    owner = "com.arcadedb.query.opencypher.query.CypherStatementCache"
    parsed = "com.arcadedb.query.opencypher.parser.Cypher25AntlrParser$ParsedQuery"
    method = _virtual(owner, "getParsed", parsed, "java.lang.String")
    return (call or now)(method, database.getCypherStatementCache(), query)


def columns(parsed: Any) -> tuple[str, ...]:
    """Return the names of a parsed query's columns; none where only the rows tell (RETURN *, CALL alone).

    Why: an answer without rows does not name them. Tried on 26.10.2.post1.
    """
    statement = parsed.statement()
    if hasattr(statement, "getQueries"):
        statement = statement.getQueries().get(0)
    returned = statement.getReturnClause()
    if returned is None or returned.isReturnAll():
        return ()
    return tuple(str(item.getOutputName()) for item in returned.getReturnItems())


@cache
def rules() -> list[str]:
    """Return the names of the grammar's rules, in its order.

    Why: a tree says numbers. By reflection: for JPype to wrap the parser itself, with its 370 inner classes, takes
    0.1 s. Tried on 26.10.2.post1.
    """
    found = java("java.lang.Class").forName(_PARSER).getField("ruleNames").get(None)
    return str(java("java.lang.String").join(",", found)).split(",")


def trees() -> Any:
    """Return the class that walks trees of rules.

    Why: the parser is made by ANTLR, whose runtime is inside the engine's jars. Tried on 26.10.2.post1.
    """
    return java("org.antlr.v4.runtime.tree.Trees")


def tree_text(tree: Any, marks: Any, call: Call | None = None) -> str:
    """Return a tree of rules as one text, each node by its rule's mark; see `trees`.

    Why: in one call, and in a thread that can be left behind. Tried on 26.10.2.post1.
    """
    takes = ("org.antlr.v4.runtime.tree.Tree", "java.util.List")
    return str((call or now)(_static(trees(), "toStringTree", "java.lang.String", *takes), tree, marks))


def running_query() -> Any:
    """Return a handle by which the engine can be told to end a query.

    Why: a query is one long call, and this is the only way to stop it; the engine's server does the same.
    Tried on 26.10.2.post1.
    """
    nobody = java("com.arcadedb.query.RunningQuery$Client").NONE
    registry = java("com.arcadedb.query.RunningQueryRegistry")()
    return registry.open("chainscape", "chainscape", "embedded", None, None, nobody)


# Methods that run in a Java thread of their own, as method handles: no Python is needed to call them.


@cache
def bind() -> Any:
    """Return ``RunningQuery.bind()``: the thread's queries can be ended from now on.

    Why: see `running_query`. Tried on 26.10.2.post1.
    """
    return _virtual("com.arcadedb.query.RunningQuery", "bind", "com.arcadedb.query.RunningQuery$Binding")


@cache
def query() -> Any:
    """Return ``Database.query(language, text, parameters)``."""
    text = "java.lang.String"
    return _virtual("com.arcadedb.database.Database", "query", _RESULT, text, text, "java.util.Map")


@cache
def next_rows() -> Any:
    """Return ``TypedRows.nextRows(result, many)``: the engine computes rows when they are asked for.

    Why: see `bridge`. Tried on 26.10.2.post1.
    """
    many = java("java.lang.Integer").TYPE
    kind = java("java.lang.invoke.MethodType").methodType(java("java.lang.Object[]").class_, java(_RESULT).class_, many)
    return java("java.lang.invoke.MethodHandles").publicLookup().findStatic(bridge().class_, "nextRows", kind)


def now(method: Any, *arguments: Any) -> Any:
    """Call a method handle here and wait for it, whatever it takes.

    Why: method handles are how all of these are called. Tried on 26.10.2.post1.
    """
    return method.invokeWithArguments(java("java.lang.Object[]")(arguments))


@cache
def _virtual(owner: str, name: str, returns: str, *takes: str) -> Any:
    classes = java("java.lang.Class[]")([java(each).class_ for each in takes])
    kind = java("java.lang.invoke.MethodType").methodType(java(returns).class_, classes)
    return java("java.lang.invoke.MethodHandles").publicLookup().findVirtual(java(owner).class_, name, kind)


@cache
def _static(owner: Any, name: str, returns: str, *takes: str) -> Any:
    classes = java("java.lang.Class[]")([java(each).class_ for each in takes])
    kind = java("java.lang.invoke.MethodType").methodType(java(returns).class_, classes)
    return java("java.lang.invoke.MethodHandles").publicLookup().findStatic(owner.class_, name, kind)
