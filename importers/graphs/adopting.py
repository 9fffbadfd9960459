"""A graph that another program wrote, read by a mapping: its records, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...schema import Place, Problem, Reading, Record, Text, read_yaml, vocabulary
from .contents import Contents, Reads
from .mapping import GraphMapping, NodeRule, TreeRule
from .mapping_file import fits, read_graph_mapping, types_of
from .records import Maker, Taken, name_of, with_labels
from .remarks import TEXTS, Remark, Remarks
from .trees import Tree, TreeNode
from .values import Properties, detail, known_text

# one pass over all nodes, one over all relations, however many labels there are
_NODES = """
MATCH (n) WHERE n.statements IS NULL AND any(label IN labels(n) WHERE label IN $labels)
RETURN elementId(n) AS element, labels(n) AS labels, properties(n) AS properties
"""
_RELATIONS = """
MATCH (a)-[r]->(b) WHERE r.statements IS NULL AND type(r) IN $types
RETURN type(r) AS type, elementId(a) AS from_element, elementId(b) AS to_element, properties(r) AS properties,
  labels(a) AS from_labels, labels(b) AS to_labels
"""


def open_graph(store: Reads, mapping: str | Path | Mapping[str, Any]) -> Adoption:
    """Return a graph of another program as records, by a mapping: a YAML file, or the same as a dict.

    SchemaError: a label, relation type or property that the graph or the vocabulary does not have.
    """
    file = Reading(Path("mapping"), dict(mapping)) if isinstance(mapping, Mapping) else read_yaml(Path(mapping))
    held = Contents.of(store)
    return Adoption(store, read_graph_mapping(file, vocabulary(), held), held)


class Adoption:
    """A graph of another program as records and problems, for `graph.load` and `graph.check`.

    Each iteration reads the graph again; after it `remarks` says what was left out or joined.
    """

    def __init__(self, store: Reads, mapping: GraphMapping, held: Contents) -> None:
        self.mapping = mapping
        self._store = store
        self._held = held
        self._begin()

    def _begin(self) -> None:
        self._met = Remarks()
        self._make = Maker(self.mapping.dataset, self._met)
        #: element → whom it became; several where an industry counts for several above it
        self._taken: dict[str, tuple[Taken, ...]] = {}
        #: nodes with problems: what is tied to them is not told again one by one
        self._bad: set[str] = set()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the last reading left out or joined, counted; before one, only what the mapping has no entry for."""
        return (*self._unmapped(), *self._met)

    def __iter__(self) -> Iterator[Record | Problem]:
        self._begin()
        for rule in self.mapping.trees:
            yield from self._tree(rule)
        yield from self._nodes()
        yield from self._relations()

    def _unmapped(self) -> Iterator[Remark]:
        mapping = self.mapping
        wanted = {*mapping.labels, *mapping.ignore}
        left: Counter[str] = Counter()
        for labels, n in self._held.nodes.items():
            if wanted.isdisjoint(labels):
                left[":".join(labels) or "–"] += n
        types = {*(r.relation for r in mapping.relations), *(t.relation for t in mapping.trees), *mapping.ignore}
        yield from (Remark(label, n, TEXTS["no-entry-node"]) for label, n in sorted(left.items()))
        for type, n in sorted(self._held.types.items()):
            if type not in types:
                yield Remark(type, n, TEXTS["no-entry-relation"])

    def _tree(self, rule: TreeRule) -> Iterator[Record | Problem]:
        with self._store.stream_trusted(_NODES, labels=list(rule.labels)) as rows:
            nodes = [TreeNode(element, tuple(labels), properties) for element, labels, properties in rows]
        with self._store.stream_trusted(_RELATIONS, types=[rule.relation]) as rows:
            ties = [(b, a) if rule.reverse else (a, b) for _, a, b, *_ in rows]
        tree = Tree.of(rule, nodes, ties, name_of(rule.kept["Stage"]))
        for element in sorted(tree.nodes, key=lambda each: (min(tree.depths(each)), tree.names[each], each)):
            becomes = tree.becomes(element)
            if becomes in ("IndustryChain", "Stage"):
                yield from self._industry(rule, tree, tree.nodes[element], str(becomes))
            else:
                self._instead(rule, tree, tree.nodes[element], bool(becomes))

    def _instead(self, rule: TreeRule, tree: Tree, node: TreeNode, above: bool) -> None:
        """Let an industry count for the one above it, or leave it out."""
        label, name = _label(rule, node), tree.names[node.element]
        if not above:
            self._met.add(label, "no-level", f"{name}: {tree.level(node.element) or '–'}")
            return
        over = tree.nearest(node.element, "IndustryChain", "Stage")
        for each in (each for at in over for each in self._taken.get(at, ())):
            taken = Taken(each.id, each.name, tuple(detail(label, name)))
            self._taken[node.element] = (*self._taken.get(node.element, ()), taken)
        if node.element not in self._taken and any(at in self._bad for at in over):
            self._bad.add(node.element)
        self._met.add(label, "above" if over else "above-nothing", name)

    def _industry(self, rule: TreeRule, tree: Tree, node: TreeNode, becomes: str) -> Iterator[Record | Problem]:
        words, label, name = vocabulary(), _label(rule, node), tree.names[node.element]
        read = Properties(node.properties, Place(f"{label} {name}"))
        depths = tree.depths(node.element)
        if tree.counted and len(depths) > 1:
            parents = ", ".join(tree.names[each] for each in tree.above[node.element])
            where = sorted(map(str, depths))
            reason = Text(
                f"同时在第 {'、'.join(where)} 级，上级为 {parents}：请用 level 写明由哪个属性定级",
                f"stands at the levels {' and '.join(where)}, below {parents}: say with level: which property tells it",
            )
            read.wrong(reason)
        chains = tree.nearest(node.element, "IndustryChain")
        if becomes == "Stage" and not chains:
            reason = Text(f"沿 {rule.relation} 向上没有产业链", f"no industry chain stands above it by {rule.relation}")
            read.wrong(reason, rule.relation)
        type = words.nodes[becomes]
        id = self._make.id(read, rule.id, type, tree.path(node.element))
        properties = with_labels(read.kept(rule.kept[becomes]), set(node.labels) - set(rule.labels))
        part_of = read.kept(rule.part_of, named_only=True)
        yield from self._make.node(read, type, id, properties, label, rule.stated)
        if read.problems:
            self._bad.add(node.element)
            return
        me = Taken(id, name)
        self._taken[node.element] = (me,)
        if becomes == "Stage":
            for chain in (each for at in chains for each in self._taken.get(at, ())):
                part = words.relations["PART_OF"]
                yield from self._make.relation(read, part, (me, chain), part_of, rule.relation, rule.stated)

    def _nodes(self) -> Iterator[Record | Problem]:
        rules = {rule.label: rule for rule in self.mapping.nodes}
        order = {label: at for at, label in enumerate(self.mapping.labels)}
        if not rules:
            return
        with self._store.stream_trusted(_NODES, labels=list(rules)) as rows:
            for element, labels, properties in rows:
                known = sorted((label for label in labels if label in order), key=order.__getitem__)
                if len({frozenset(types_of([label], self.mapping)) for label in known}) > 1:
                    self._met.add(":".join(known), "several", known_text(properties.get("name")))
                # those of trees have been read
                if known[0] in rules:
                    yield from self._node(rules[known[0]], element, labels, properties)

    def _node(
        self, rule: NodeRule, element: str, labels: list[str], found: Mapping[str, Any]
    ) -> Iterator[Record | Problem]:
        type = rule.type
        called = known_text(found.get(name_of(rule.kept, type.caption))) or element
        read = Properties(found, Place(f"{rule.label} {called}"))
        properties = with_labels(read.kept(rule.kept), set(labels) - {rule.label})
        id = self._make.id(read, rule.id, type, [str(properties.get(key, "")) for key in type.key])
        yield from self._make.node(read, type, id, properties, rule.label, rule.stated)
        if read.problems:
            self._bad.add(element)
        else:
            self._taken[element] = (Taken(id, str(properties.get(type.caption, id))),)

    def _relations(self) -> Iterator[Record | Problem]:
        rules = self.mapping.relations
        if not rules:
            return
        with self._store.stream_trusted(_RELATIONS, types=sorted({rule.relation for rule in rules})) as rows:
            for old, a, b, found, from_labels, to_labels in rows:
                fitting = [r for r in rules if r.relation == old and fits(r, from_labels, to_labels)]
                if not fitting:
                    ends = f"{':'.join(sorted(from_labels))} → {':'.join(sorted(to_labels))}"
                    self._met.add(old, "no-entry-ends", ends)
                    continue
                rule = fitting[0]
                starts, ends_ = self._taken.get(a, ()), self._taken.get(b, ())
                if not starts or not ends_:
                    self._met.add(
                        old, "end-bad" if {a, b} & self._bad else "end-left-out", self._between(starts, ends_)
                    )
                    continue
                for start in starts:
                    for end in ends_:
                        pair = (end, start) if rule.reverse else (start, end)
                        if start.id == end.id and (start.instead or end.instead):
                            self._met.add(old, "inside", self._between((start,), (end,)))
                            continue
                        place = Place(f"{old} {start.name} → {end.name}")
                        read = Properties(found, place)
                        properties = read.kept(rule.kept)
                        row_key = known_text(found.get(rule.row_key)) if rule.row_key else ""
                        yield from self._make.relation(read, rule.type, pair, properties, old, rule.stated, row_key)

    def _between(self, starts: tuple[Taken, ...], ends: tuple[Taken, ...]) -> str:
        return " → ".join(each[0].name if each else "?" for each in (starts, ends))


def _label(rule: TreeRule, node: TreeNode) -> str:
    return next(label for label in rule.labels if label in node.labels)
