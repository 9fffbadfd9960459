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

from ..schema import QueryRefused, suggest
from .allowed import ADVICE, FIRST_WORD


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: operators of plans that only read, Neo4j 5 and 2025; what writes, reads files or administers is left out
OPERATORS = _names(
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
    DynamicLabelNodeLookup DynamicDirectedRelationshipTypeLookup DynamicUndirectedRelationshipTypeLookup
    NodeCountFromCountStore RelationshipCountFromCountStore
    Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
    VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS) VarLengthExpand(Pruning,BFS,All)
    VarLengthExpand(Pruning,BFS,Into) BidirectionalVarLengthExpand ProjectEndpoints ShortestPath AllShortestPaths
    StatefulShortestPath(All) StatefulShortestPath(Into) Repeat(Trail) Repeat(Walk) Repeat(Acyclic)
    BidirectionalRepeat(Trail) BidirectionalRepeat(Walk) NullifyMetadata
    Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
    LetSelectOrSemiApply LetSelectOrAntiSemiApply RollUpApply ConditionalApply AntiConditionalApply
    Argument ArgumentTracker Optional CartesianProduct NodeHashJoin ValueHashJoin NodeLeftOuterHashJoin
    NodeRightOuterHashJoin LeftOuterHashJoin RightOuterHashJoin TriadicSelection TriadicBuild TriadicFilter
    Filter Selection CacheProperties Projection Unwind Distinct OrderedDistinct Eager EmptyResult EmptyRow
    EagerAggregation Aggregation OrderedAggregation Limit Skip Sort PartialSort Top PartialTop Top1WithTies
    Union OrderedUnion PreserveOrder ProduceResults ProcedureCall RemoteBatchProperties
    RemoteBatchPropertiesWithFilter
    """
)
#: procedures that only return what is in the graph or how it is made up, in lower case
PROCEDURES = _names(
    """
    db.labels db.relationshiptypes db.propertykeys db.schema.visualization db.schema.nodetypeproperties
    db.schema.reltypeproperties db.index.fulltext.querynodes db.index.fulltext.queryrelationships
    db.index.vector.querynodes db.index.vector.queryrelationships db.ping
    """
)
#: names before the point of functions that only compute; others come from plug-ins of the server
FAMILIES = _names("date datetime localdatetime localtime time duration point vector.similarity coll string list")
#: what an operator is called in a message
_WORDS = {
    **dict.fromkeys(("Create", "CreateNode", "CreateRelationship"), "CREATE"),
    **dict.fromkeys(("Merge", "LockingMerge", "AssertingMultiNodeIndexSeek", "AssertSameNode"), "MERGE"),
    **dict.fromkeys(("Delete", "DeleteNode", "DeleteRelationship", "DetachDelete", "DeletePath"), "DELETE"),
    **dict.fromkeys(("Foreach", "SubqueryForeach"), "FOREACH (writes)"),
    "LoadCSV": "LOAD CSV (reads a file or an address)",
    "TerminateTransactions": "TERMINATE TRANSACTIONS",
    "ShowSettings": "SHOW SETTINGS",
    "RunQueryAt": "USE (another graph)",
    "TransactionForeach": "IN TRANSACTIONS (writes)",
    "TransactionApply": "IN TRANSACTIONS (writes)",
}
_CALLED = re.compile(r"\b([A-Za-z_]\w*(?:\.\w+)+)\(")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
_PROCEDURE = re.compile(r"^\s*`?([\w.`]+?)`?\(")


def check_text(query: str) -> None:
    """Refuse a text whose first word changes how it is run."""
    if first := FIRST_WORD.match(query):
        raise QueryRefused(f"refused: {first[1].upper()}. {ADVICE}")


def check(query_type: str | None, plan: dict[str, Any] | None) -> None:
    """Raise QueryRefused unless a plan only reads the graph."""
    for operator, details in _operators(plan or {}):
        if operator not in OPERATORS:
            raise QueryRefused(f"refused: {_word(operator)}. {ADVICE}")
        if operator == "ProcedureCall":
            _check_procedure(details)
        for called in _CALLED.findall(_LITERAL.sub("", details)):
            _check_function(called, operator)
    if query_type != "r" or plan is None:
        raise QueryRefused(f"refused: the query does more than read. {ADVICE}")


def _word(operator: str) -> str:
    if operator.startswith("Set"):
        return "SET"
    return "REMOVE" if operator.startswith("Remove") else _WORDS.get(operator, operator)


def _operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    todo = [plan] if plan else []
    while todo:
        each = todo.pop()
        todo.extend(each.get("children") or ())
        yield str(each["operatorType"]).partition("@")[0], str((each.get("args") or {}).get("Details") or "")


def _check_procedure(details: str) -> None:
    found = _PROCEDURE.match(details)
    name = found[1].replace("`", "") if found else details
    if name.lower() not in PROCEDURES:
        near = suggest(name, PROCEDURES).split(" There are:")[0]
        raise QueryRefused(f"refused: procedure {name} is not among those that only read.{near}")


def _check_function(name: str, operator: str) -> None:
    if operator == "ProcedureCall" and name.lower() in PROCEDURES:
        return
    if name.rpartition(".")[0].lower() not in FAMILIES:
        raise QueryRefused(f"refused: function {name} is not among those that only read.")
