"""A store as a networkx graph, and the sources and searches beside it."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..schema import Search, Source, Statement, flat_graph, own_nodes, vocabulary
from .store import Store
from .stored import Stored, known, search

if TYPE_CHECKING:
    import networkx as nx

# Sorted here, not by the engine: ORDER BY over 60,000 relations with all they carry took 50 s for 4 s
_NODES = """
MATCH (n) WHERE NOT n:Source AND NOT n:Search AND NOT n:Withdrawn AND NOT n:ChainscapeJournal
RETURN n.id AS id, labels(n)[0] AS type, properties(n) AS properties
"""
_RELATIONS = """
MATCH (a)-[r]->(b)
RETURN r.id AS id, type(r) AS type, a.id AS from_id, b.id AS to_id, properties(r) AS properties
"""
_SOURCES = """
MATCH (s:Source)
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.published AS published, s.url AS url,
       s.language AS language, s.reliability AS reliability,
       coalesce(s.note_zh, '') AS note_zh, coalesce(s.note_en, '') AS note_en
ORDER BY id
"""
_SEARCHES = """
MATCH (s:Search) RETURN properties(s) AS search ORDER BY s.id
"""
#: what is tied to bodies of a chain and belongs to its picture one step further out
_THINGS = frozenset({"Technology", "Product", "Standard", "Patent", "Award", "Expert", "Measure", "Need"})


def network(
    store: Store, *, chains: Iterable[str] | None = None, types: Iterable[str] | None = None, flat: bool = False
) -> nx.MultiDiGraph:
    """Return the graph: nodes by id, relations by id as keys, each with ``type``, ``properties``, ``statements``.

    ``flat`` gives plain attributes instead, for networkx's own writers (GraphML, GEXF, GML, JSON), pyvis, igraph,
    ipysigma and other programs: ``label``, of nodes ``type``, and each property; see `schema.flat_graph`.

    ``chains`` (ids) keeps what belongs to them: the chain, its stages and those within them, its consortia, all that
    stands in a relation with those, and the technologies, products, standards, patents, awards, experts, measures,
    needs, what a project adds, and parent or daughter companies tied to the bodies among these; never other chains or
    their stages. ``types`` keeps nodes of these types only.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    with store.steady():
        nodes, relations = store.look_up(_NODES), store.look_up(_RELATIONS)
    for row in (*nodes, *relations):
        known(Stored(row["type"], row["properties"], row.get("from_id", ""), row.get("to_id", "")))
    for row in sorted(nodes, key=itemgetter("id")):
        graph.add_node(row["id"], type=row["type"], **_stated(row["properties"]))
    for row in sorted(relations, key=itemgetter("id")):
        graph.add_edge(row["from_id"], row["to_id"], key=row["id"], type=row["type"], **_stated(row["properties"]))
    if chains is not None:
        graph = graph.subgraph(_around(graph, set(chains))).copy()
    if types is not None:
        wanted = set(types)
        graph = graph.subgraph([id for id, type in graph.nodes(data="type") if type in wanted]).copy()
    return flat_graph(graph) if flat else graph


def sources(store: Store) -> dict[str, Source]:
    """Return all sources by id."""
    return {row["id"]: Source(**row) for row in store.look_up(_SOURCES)}


def searches(store: Store) -> tuple[Search, ...]:
    """Return all records of searches, by id."""
    return tuple(search(row["search"]) for row in store.look_up(_SEARCHES))


def _stated(properties: dict[str, Any]) -> dict[str, Any]:
    statements = tuple(Statement.from_json(text) for text in properties.get("statements", ()))
    return {
        "properties": {name: value for name, value in properties.items() if name != "statements"},
        "statements": statements,
    }


def _around(graph: nx.MultiDiGraph, chains: set[str]) -> set[str]:
    """Return the ids of all that belongs to chains."""
    kinds = dict(graph.nodes(data="type"))
    chains &= graph.nodes
    own = set(chains)
    for here, chain, type in graph.in_edges(chains, data="type"):
        if chain in chains and type in ("PART_OF", "SERVES"):
            own.add(here)
    wider = set(own)
    while wider := {here for here, _, type in graph.in_edges(wider, data="type") if type == "WITHIN"} - own:
        own |= wider
    foreign = {id for id, kind in kinds.items() if kind in ("Stage", "IndustryChain")} - own
    near = own | ({other for id in own for other in _neighbours(graph, id)} - foreign)
    far = set()
    bodies, things = vocabulary().bodies, _THINGS | own_nodes()
    for id in (each for each in near - own if kinds[each] in bodies):
        for start, end, type in [*graph.out_edges(id, data="type"), *graph.in_edges(id, data="type")]:
            other = end if start == id else start
            if kinds[other] in things or (type == "PARENT_OF" and kinds[other] == "Company"):
                far.add(other)
    return near | (far - foreign)


def _neighbours(graph: nx.MultiDiGraph, id: str) -> set[str]:
    return {*graph.successors(id), *graph.predecessors(id)}
