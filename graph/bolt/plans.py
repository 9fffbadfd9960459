"""Only reading, on a server: the plan that EXPLAIN gives may hold nothing but what is on these lists.

A session for reading refuses to write, but not to read a file (LOAD CSV), to end other people's transactions, to show
settings and users or to call procedures that empty caches. A look at the text is beaten by comments, escapes and
subqueries; the plan is what the server made of the text. Lists of what is allowed: what a later server brings is
refused until somebody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...schema import QueryRefused, Text, guess
from ..allowed import ADVICE, check_first_word, check_size, names

#: operators of plans that only read, Neo4j 5 to 2026; what writes, reads files or administers is left out
OPERATORS = names(
    """
    AllNodesScan NodeByLabelScan UnionNodeByLabelsScan IntersectionNodeByLabelsScan SubtractionNodeByLabelsScan
    NodeByIdSeek NodeByElementIdSeek NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek
    NodeUniqueIndexSeekByRange MultiNodeIndexSeek NodeIndexContainsScan NodeIndexEndsWithScan SimulatedNodeScan
    DirectedAllRelationshipsScan UndirectedAllRelationshipsScan DirectedRelationshipTypeScan
    UndirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan UndirectedUnionRelationshipTypesScan
    DirectedRelationshipByIdSeek UndirectedRelationshipByIdSeek DirectedRelationshipByElementIdSeek
    UndirectedRelationshipByElementIdSeek DirectedRelationshipIndexScan UndirectedRelationshipIndexScan
    DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange
    UndirectedRelationshipIndexSeekByRange DirectedRelationshipUniqueIndexSeek UndirectedRelationshipUniqueIndexSeek
    DirectedRelationshipUniqueIndexSeekByRange UndirectedRelationshipUniqueIndexSeekByRange
    DirectedRelationshipIndexContainsScan UndirectedRelationshipIndexContainsScan
    DirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexEndsWithScan
    PartitionedAllNodesScan PartitionedNodeByLabelScan PartitionedUnionNodeByLabelsScan PartitionedNodeIndexScan
    PartitionedNodeIndexSeek PartitionedNodeIndexSeekByRange PartitionedUnwind
    PartitionedDirectedAllRelationshipsScan PartitionedUndirectedAllRelationshipsScan
    PartitionedDirectedRelationshipTypeScan PartitionedUndirectedRelationshipTypeScan
    PartitionedDirectedUnionRelationshipTypesScan PartitionedUndirectedUnionRelationshipTypesScan
    PartitionedDirectedRelationshipIndexScan PartitionedUndirectedRelationshipIndexScan
    PartitionedIntersectionNodeByLabelsScan PartitionedSubtractionNodeByLabelsScan
    NodeFulltextIndexSearch DirectedRelationshipFulltextIndexSearch UndirectedRelationshipFulltextIndexSearch
    NodeVectorIndexSearch DirectedRelationshipVectorIndexSearch UndirectedRelationshipVectorIndexSearch
    DynamicLabelNodeLookup DynamicDirectedRelationshipTypeLookup DynamicUndirectedRelationshipTypeLookup
    NodeCountFromCountStore RelationshipCountFromCountStore
    Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All)
    VarLengthExpand(Pruning,BFS,Into) BidirectionalVarLengthExpand PathPropagatingBFS ProjectEndpoints
    ShortestPath AllShortestPaths SimulatedExpand SimulatedFilter
    StatefulShortestPath(All) StatefulShortestPath(Into) Repeat(Trail) Repeat(Walk) Repeat(Acyclic)
    BidirectionalRepeat(Trail) BidirectionalRepeat(Walk) NullifyMetadata
    StatefulShortestPath(All,Trail) StatefulShortestPath(All,Walk) StatefulShortestPath(All,Acyclic)
    StatefulShortestPath(Into,Trail) StatefulShortestPath(Into,Walk) StatefulShortestPath(Into,Acyclic)
    Repeat(All,Trail) Repeat(All,Walk) Repeat(All,Acyclic) Repeat(Into,Trail) Repeat(Into,Walk) Repeat(Into,Acyclic)
    Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
    LetSelectOrSemiApply LetSelectOrAntiSemiApply RollUpApply ConditionalApply AntiConditionalApply
    Argument ArgumentTracker Optional CartesianProduct NodeHashJoin ValueHashJoin ValueMergeJoin
    NodeLeftOuterHashJoin NodeRightOuterHashJoin LeftOuterHashJoin RightOuterHashJoin
    TriadicSelection TriadicBuild TriadicFilter
    Filter Selection CacheProperties Projection Unwind Distinct OrderedDistinct Eager EmptyResult EmptyRow
    EagerAggregation Aggregation OrderedAggregation Limit Skip Sort PartialSort Top PartialTop Top1WithTies
    Union OrderedUnion PreserveOrder ProduceResults ProcedureCall RemoteBatchProperties
    RemoteBatchPropertiesWithFilter
    """
)
#: procedures that only return what is in the graph or how it is made up, in lower case
PROCEDURES = names(
    """
    db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties
    db.schema.reltypeproperties db.index.fulltext.querynodes db.index.fulltext.queryrelationships
    db.index.vector.querynodes db.index.vector.queryrelationships db.ping
    """
)
#: names before the point of functions that only compute; others come from plug-ins of the server
FAMILIES = names("date datetime localdatetime localtime time duration point vector.similarity coll string list")
#: what an operator is called in a message
_WORDS = {
    **dict.fromkeys(("Create", "CreateNode", "CreateRelationship"), "CREATE"),
    **dict.fromkeys(
        (
            "SetProperty",
            "SetProperties",
            "SetPropertiesFromMap",
            "SetLabels",
            "SetNodePropertiesFromMap",
            "SetNodeProperty",
            "SetNodeProperties",
            "SetRelationshipProperty",
            "SetRelationshipProperties",
            "SetRelationshipPropertiesFromMap",
        ),
        "SET",
    ),
    "RemoveLabels": "REMOVE",
    **dict.fromkeys(("Merge", "LockingMerge", "AssertingMultiNodeIndexSeek", "AssertSameNode"), "MERGE"),
    **dict.fromkeys(("Delete", "DeleteNode", "DeleteRelationship", "DetachDelete", "DeletePath"), "DELETE"),
    **dict.fromkeys(("Foreach", "SubqueryForeach"), "FOREACH (writes)"),
    "LoadCSV": "LOAD CSV (reads a file or an address)",
    "AdministrationCommand": "an administrative command",
    "TerminateTransactions": "TERMINATE TRANSACTIONS",
    "ShowSettings": "SHOW SETTINGS",
    "RunQueryAt": "USE (another graph)",
    "TransactionForeach": "IN TRANSACTIONS (writes)",
    "TransactionApply": "IN TRANSACTIONS (writes)",
}
#: those of them that are not Cypher alone
_IN_CHINESE = {
    "FOREACH (writes)": "FOREACH（写入）",
    "LOAD CSV (reads a file or an address)": "LOAD CSV（读取文件或网址）",
    "an administrative command": "管理命令",
    "USE (another graph)": "USE（另一个图）",
    "IN TRANSACTIONS (writes)": "IN TRANSACTIONS（写入）",
}
_CALLED = re.compile(r"(\w+(?:\.\w+)+)\(")
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_USE = re.compile(r"(?<![\w.:$])use\s+(?:''|\w)", re.IGNORECASE)
_SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PROCEDURE = re.compile(r"^\s*`?([\w.`]+?)`?\(")


def check_text(query: str) -> None:
    """Refuse what a plan does not show: words before a query that change how it is run, and another graph.

    A server may or may not read an escape as the character it stands for, so both are looked at.
    """
    check_size(query)
    for text in {query, _ESCAPE.sub(lambda found: chr(int(found[1], 16)), query)}:
        check_first_word(text)
        if _USE.search(_QUOTED.sub(" ''", text)):
            raise QueryRefused(
                f"refused: USE (another graph); a name use is written `use`. {ADVICE.en}",
                f"拒绝：USE（另一个图）；名称 use 请写成 `use`。{ADVICE.zh}",
            )


def check(query_type: str | None, plan: dict[str, Any] | None) -> None:
    """Raise QueryRefused unless a plan only reads the graph."""
    for operator, details in _operators(plan or {}):
        if operator not in OPERATORS:
            said = _word(operator)
            raise QueryRefused(f"refused: {said.en}. {ADVICE.en}", f"拒绝：{said.zh}。{ADVICE.zh}")
        if operator == "ProcedureCall":
            _check_procedure(details)
        # texts and names in backticks are not left out: a quote inside one could hide a call between two of them
        for called in _CALLED.findall(details.replace("`", "")):
            _check_function(called, operator)
    if query_type != "r" or plan is None:
        raise QueryRefused(f"refused: the query does more than read. {ADVICE.en}", f"拒绝：查询不只是读取。{ADVICE.zh}")


def _word(operator: str) -> Text:
    if operator in _WORDS:
        said = _WORDS[operator]
        return Text(_IN_CHINESE.get(said, said), said)
    for start in ("Set", "Remove", "Create", "Drop", "Show"):
        if operator.startswith(start):
            said = f"{start.upper()} {_SPACED.sub(' ', operator.removeprefix(start)).upper()}".strip()
            return Text(said, said)
    return Text(
        f"服务器会走一步，不知是否只读（{operator}）",
        f"the server would take a step that is not known to only read ({operator})",
    )


def _operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    todo = [plan] if plan else []
    while todo:
        each = todo.pop()
        todo.extend(each.get("children") or ())
        operator = str(each["operatorType"]).partition("@")[0].replace(", ", ",")
        yield operator, str((each.get("args") or {}).get("Details") or "")


def _check_procedure(details: str) -> None:
    found = _PROCEDURE.match(details)
    name = found[1].replace("`", "") if found else details
    if name.lower() not in PROCEDURES:
        near = guess(name, PROCEDURES)
        raise QueryRefused(
            f"refused: procedure {name} is not among those that only read.{near.en}",
            f"拒绝：过程 {name} 不在只读之列。{near.zh}",
        )


def _check_function(name: str, operator: str) -> None:
    if operator == "ProcedureCall" and name.lower() in PROCEDURES:
        return
    if name.rpartition(".")[0].lower() not in FAMILIES:
        raise QueryRefused(
            f"refused: function {name} is not among those that only read.", f"拒绝：函数 {name} 不在只读之列。"
        )
