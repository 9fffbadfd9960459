"""Reading the mapping of a graph; every mistake in it is a SchemaError that names key and what was expected."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from ...schema import (
    Property,
    Reading,
    SchemaError,
    Source,
    Text,
    Vocabulary,
    clean_text,
    listed,
    read_date,
    shown,
    shown_zh,
    told,
)
from ..mapping_parts import constants, fixed_source, texts_under, words_under, wrong_word
from .contents import Contents, Tied
from .mapping import Given, GraphMapping, Kept, Level, NodeRule, RelationRule, Stated, TreeRule

_STATED = ("source", "sources", "date")
_KEPT = ("properties", "always", "ignore", "separator")
LEVELS = ("IndustryChain", "Stage", "above")


def read_graph_mapping(file: Reading, words: Vocabulary, held: Contents) -> GraphMapping:
    """Return a mapping checked against the vocabulary and against what the graph holds."""
    file.only("dataset", "separator", "ignore", "nodes", "trees", "relations", *_STATED)
    dataset = file.word("dataset")
    if not re.fullmatch(r"[\w.-]{1,80}", dataset):
        wanted = Text("由字母、数字、_、- 和 . 组成的名称", "a name of letters, digits, '_', '-' and '.'")
        raise file.wrong("dataset", wanted, dataset)
    return _Reader(file, words, held).mapping(dataset)


class _Reader:
    """Reads the entries of one mapping."""

    def __init__(self, file: Reading, words: Vocabulary, held: Contents) -> None:
        self.file = file
        self.words = words
        self.held = held
        self.separator = file.mark("separator", ";")
        self.stated = Stated()

    def mapping(self, dataset: str) -> GraphMapping:
        file = self.file
        self.stated = self._stated(file, {*self.held.keys(self.held.labels), *self._relation_keys(self.held.types)})
        ignore = frozenset(words_under(file, "ignore"))
        for name in ignore:
            if name not in self.held.labels and name not in self.held.types:
                wanted = Text("图中的标签和关系类型", "labels and relation types of the graph")
                raise wrong_word(file, "ignore", wanted, name, [*self.held.labels, *self.held.types])
        trees = tuple(self._tree(part) for part in self._parts("trees"))
        nodes = tuple(self._node(part) for part in self._parts("nodes"))
        if not trees and not nodes:
            raise file.wrong("nodes", Text(" nodes 或 trees 之下至少一项", "at least one entry under nodes or trees"))
        found = GraphMapping(dataset, nodes, trees, (), ignore)
        for label in found.labels:
            if found.labels.count(label) > 1:
                raise file.wrong("nodes", Text("每个标签一项", "one entry for each label"), label)
        return replace(found, relations=tuple(self._relation(part, found) for part in self._parts("relations")))

    def _parts(self, key: str) -> list[Reading]:
        return self.file.parts(key) if key in self.file.data else []

    def _node(self, part: Reading) -> NodeRule:
        part.only("label", "type", "id", *_KEPT, *_STATED)
        label, name = self._label(part, "label"), part.word("type")
        if name not in self.words.nodes:
            raise wrong_word(part, "type", Text("节点类型", "a node type"), name, self.words.nodes)
        keys, type = self.held.keys([label]), self.words.nodes[name]
        stated = self._stated(part, keys)
        kept = _beside(self._kept(part, type.properties, name, keys), stated)
        return NodeRule(label, type, self._id(part, keys), kept, stated)

    def _tree(self, part: Reading) -> TreeRule:
        part.only("label", "relation", "reverse", "level", "levels", "id", "part_of", *_KEPT, *_STATED)
        labels = (
            tuple(self._known_label(part, "label", each) for each in part.words("label"))
            if isinstance(part.value("label"), list)
            else (self._label(part, "label"),)
        )
        keys = self.held.keys(labels)
        relation = self._known_type(part, "relation")
        level = self._key(part, "level", part.word("level"), keys) if "level" in part.data else ""
        levels = self._levels(part)
        by_label = not level and set(levels) <= set(labels)
        if not level and not by_label and not all(re.fullmatch(r"[1-9][0-9]{0,2}", each) for each in levels):
            wanted = Text(" 1（其上没有）、2、3 ……，或标签", "1 for those that nothing is above, 2, 3 …, or labels")
            raise part.wrong("levels", wanted, list(levels))
        stated = self._stated(part, keys)
        kept = {
            name: _beside(self._kept(part, self.words.nodes[name].properties, name, keys), stated)
            for name in ("IndustryChain", "Stage")
        }
        type = self.words.relations["PART_OF"]
        inner = part.part("part_of") if "part_of" in part.data else Reading(part.path, {}, part.at)
        inner.only("properties", "always")
        part_of = self._kept(inner, type.properties, "PART_OF", keys)
        stage = kept["Stage"]
        kept["Stage"] = replace(stage, ignore=stage.ignore | part_of.names.keys())
        return TreeRule(
            labels, relation, part.flag("reverse", False), level, by_label, levels, self._id(part, keys), kept, part_of,
            stated,
        )  # fmt: skip

    def _levels(self, part: Reading) -> dict[str, Level]:
        given = part.value("levels")
        if isinstance(given, list):
            given = dict(enumerate(given, 1))
        if not isinstance(given, dict) or not given:
            each = listed(LEVELS)
            wanted = Text(
                f"各级分别为 {each.zh} 之一：{{1: IndustryChain, 2: Stage}}",
                f"a level for each of {each.en}: {{1: IndustryChain, 2: Stage}}",
            )
            raise part.wrong("levels", wanted, given)
        for at, word in given.items():
            if word not in LEVELS:
                raise wrong_word(part, f"levels.{at}", Text("一级所成之物", "what a level becomes"), str(word), LEVELS)
        if "IndustryChain" not in given.values():
            wanted = Text(
                "其中一级为 IndustryChain：每个环节都属于一条产业链",
                "a level that is an IndustryChain: every stage is part of one",
            )
            raise part.wrong("levels", wanted, given)
        return {str(at): cast("Level", word) for at, word in given.items()}

    def _relation(self, part: Reading, so_far: GraphMapping) -> RelationRule:
        part.only("relation", "type", "from", "to", "reverse", "row_key", *_KEPT, *_STATED)
        relation, name = self._known_type(part, "relation"), part.word("type")
        if name not in self.words.relations:
            raise wrong_word(part, "type", Text("关系类型", "a relation type"), name, self.words.relations)
        type, keys = self.words.relations[name], self._relation_keys([relation])
        stated = self._stated(part, keys)
        kept = _beside(self._kept(part, type.properties, name, keys), stated)
        ends = [self._end(part, key, so_far) for key in ("from", "to")]
        row_key = self._key(part, "row_key", part.word("row_key"), keys) if "row_key" in part.data else ""
        reverse = part.flag("reverse", False)
        rule = RelationRule(relation, type, ends[0], ends[1], reverse, kept, row_key, stated)
        self._check_ends(part, rule, so_far)
        return rule

    def _check_ends(self, part: Reading, rule: RelationRule, so_far: GraphMapping) -> None:
        """Refuse a rule that fits no relation of the graph: most often it goes the other way."""
        here = [t for t in self.held.relations if t.type == rule.relation and fits(rule, t.from_labels, t.to_labels)]
        pairs = [(types_of(t.from_labels, so_far), types_of(t.to_labels, so_far)) for t in here]
        allowed = (rule.type.from_types, rule.type.to_types)
        forth = any(a & allowed[0] and b & allowed[1] for a, b in pairs)
        back = any(b & allowed[0] and a & allowed[1] for a, b in pairs)
        if back if rule.reverse else forth:
            return
        goes = sorted({_spoken(t, a, b) for t, (a, b) in zip(here, pairs, strict=True)}, key=lambda each: each.en)[:5]
        goes_zh, goes_en = (listed(each.to(lang) for each in goes).to(lang) for lang in ("zh", "en"))
        turn = Text("", "")
        if back:
            turn = Text("；写 reverse: true 便相合", "; with reverse: true they would fit")
        elif forth:
            turn = Text("；去掉 reverse 便相合", "; without reverse they would fit")
        starts, stops = map(_either, allowed)
        expected = Text(
            f" {rule.type.name} 的走向 {starts.zh} → {stops.zh}{turn.zh}",
            f"{starts.en} → {stops.en}, as {rule.type.name} goes{turn.en}",
        )
        found = Text(
            f"：{rule.relation} 的走向为 {goes_zh or '（无）'}", f": {rule.relation} goes {goes_en or 'nowhere'}"
        )
        raise SchemaError.of(told(part.wrong("type", expected, rule.type.name)) + found)

    def _end(self, part: Reading, key: str, so_far: GraphMapping) -> frozenset[str]:
        if key not in part.data:
            return frozenset()
        given = part.words(key) if isinstance(part.data[key], list) else [part.word(key)]
        for label in given:
            self._known_label(part, key, label)
            if label not in so_far.labels:
                wanted = Text("在 nodes 或 trees 之下有一项的标签", "a label that has an entry under nodes or trees")
                raise wrong_word(part, key, wanted, label, so_far.labels)
        return frozenset(given)

    def _label(self, part: Reading, key: str) -> str:
        return self._known_label(part, key, part.word(key))

    def _known_label(self, part: Reading, key: str, label: str) -> str:
        if label not in self.held.labels:
            raise wrong_word(part, key, Text("图中的标签", "a label of the graph"), label, self.held.labels)
        return label

    def _known_type(self, part: Reading, key: str) -> str:
        word = part.word(key)
        if word not in self.held.types:
            raise wrong_word(part, key, Text("图中的关系类型", "a relation type of the graph"), word, self.held.types)
        return word

    def _relation_keys(self, types: Iterable[str]) -> set[str]:
        return {key for type in types for key in self.held.relation_keys.get(type, ())}

    def _kept(self, part: Reading, known: Mapping[str, Property], owner: str, keys: Collection[str]) -> Kept:
        names = texts_under(part, "properties") if isinstance(part.data.get("properties"), dict) else {}
        if not names:
            names = {name: name for name in words_under(part, "properties")}
        for theirs in names:
            self._key(part, "properties", theirs, keys)
        for theirs, ours in names.items():
            if ours not in known:
                raise wrong_word(part, "properties", Text(f" {owner} 的属性", f"a property of {owner}"), ours, known)
            if known[ours].type != "texts" and list(names.values()).count(ours) > 1:
                wanted = Text(
                    f"{shown_zh(ours)}只有一个属性：只有文字集合才可有几个",
                    f"one property for {shown(ours)}: only a set of texts may have several",
                )
                raise part.wrong("properties", wanted, theirs)
        ignore = words_under(part, "ignore") if part.at else []
        for name in ignore:
            self._key(part, "ignore", name, keys)
        always = constants(part, known, owner)
        separator = part.mark("separator", self.separator)
        return Kept(known, names, always, frozenset(ignore), separator)

    def _key(self, part: Reading, key: str, name: str, keys: Collection[str]) -> str:
        if name not in keys:
            raise wrong_word(part, key, Text("图中有的属性", "a property that there is in the graph"), name, keys)
        return name

    def _id(self, part: Reading, keys: Collection[str]) -> Given | None:
        return self._given(part, "id", keys) if "id" in part.data else None

    def _given(self, part: Reading, key: str, keys: Collection[str]) -> Given:
        if not isinstance(part.value(key), dict):
            return Given(self._key(part, key, part.word(key), keys))
        inner = part.part(key)
        inner.only("property", "always", "prefix", "reliability")
        if ("property" in inner.data) == ("always" in inner.data):
            raise inner.wrong("", Text(" property 与 always 之一", "either property or always"), sorted(inner.data))
        prefix = inner.word("prefix") if "prefix" in inner.data else ""
        if "always" in inner.data:
            return Given(always=clean_text(inner.scalar("always")), prefix=prefix)
        return Given(self._key(inner, "property", inner.word("property"), keys), prefix=prefix)

    def _stated(self, part: Reading, keys: Collection[str]) -> Stated:
        """Read who says it; what an entry leaves open is as at the top of the mapping."""
        source: Source | None = fixed_source(part, self.words) or self.stated.source
        titles, reliability, date = self.stated.titles, self.stated.reliability, self.stated.date
        if "sources" in part.data:
            titles = self._given(part, "sources", keys)
            given: dict[str, Any] = part.data["sources"] if isinstance(part.data["sources"], dict) else {}
            if "reliability" in given:
                grades = tuple(self.words.codes["reliability"].codes)
                reliability = part.part("sources").one_of("reliability", grades)
        if "date" in part.data:
            date = self._given(part, "date", keys)
            try:
                date = Given(always=read_date(date.always)) if date.always else date
            except ValueError as error:
                said = told(error)
                wanted = Text(f"日期（{said.zh}）", f"a date ({said.en})")
                raise part.wrong("date.always", wanted, date.always) from error
        return Stated(source, titles, reliability, date)


def _beside(kept: Kept, stated: Stated) -> Kept:
    """Return what is kept beside source and date: these need not stand among the details as well."""
    used = {given.property for given in (stated.titles, stated.date) if given}
    return replace(kept, ignore=kept.ignore | (used - kept.names.keys()))


def fits(rule: RelationRule, from_labels: Iterable[str], to_labels: Iterable[str]) -> bool:
    """Say whether a relation between nodes of these labels is one that a rule is for."""
    return all(
        not wanted or not wanted.isdisjoint(labels)
        for wanted, labels in ((rule.from_labels, from_labels), (rule.to_labels, to_labels))
    )


def types_of(labels: Collection[str], mapping: GraphMapping) -> set[str]:
    """Return the types that nodes of these labels may become."""
    for tree in mapping.trees:
        if not set(tree.labels).isdisjoint(labels):
            return {"IndustryChain", "Stage"} & set(tree.levels.values())
    return {rule.type.name for rule in mapping.nodes if rule.label in labels}


def _spoken(tied: Tied, from_types: Iterable[str], to_types: Iterable[str]) -> Text:
    ends = [(":".join(tied.from_labels), _either(from_types)), (":".join(tied.to_labels), _either(to_types))]
    return Text(
        " → ".join(f"{label or '无标签'}（{types.zh or '未映射'}）" for label, types in ends),
        " → ".join(f"{label or 'no label'} ({types.en or 'not mapped'})" for label, types in ends),
    )


def _either(types: Iterable[str]) -> Text:
    names = sorted(types)
    return Text(" 或 ".join(names), " or ".join(names))
