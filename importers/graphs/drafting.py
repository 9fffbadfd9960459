"""A mapping to start from, drafted from what a graph holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ...schema import RelationType, Text, Vocabulary, vocabulary
from .contents import Contents, Reads, Tied

#: words in labels, beside those of the vocabulary
_TYPES = {
    "Company": ("公司", "厂商", "上市", "company", "firm", "enterprise", "corporation"),
    "Product": ("商品", "材料", "产品", "product", "goods", "material"),
    "Expert": ("人物", "人员", "高管", "person", "people"),
    "Region": ("城市", "省份", "地域", "city", "province", "area"),
    "University": ("大学", "院校", "college"),
    "ResearchInstitute": ("研究院", "研究所", "科研"),
    "TestingInstitute": ("检测", "检验", "laboratory"),
    "Association": ("协会", "商会", "联盟"),
    "Agency": ("政府", "部门", "government"),
    "Stage": ("环节",),
    "IndustryChain": ("产业链",),
}
_INDUSTRY = ("行业", "产业", "板块", "industry", "sector")
_UP = ("上级", "父", "隶属", "属于", "parent", "belong", "above")
_DOWN = ("下级", "子行业", "包含", "包括", "child", "contain", "below")
#: words in names of properties, beside those of the vocabulary
_PROPERTIES = {
    "name": ("name", "名称", "名字", "title", "简称"),
    "aliases": ("全称", "fullname", "full_name", "别名", "alias"),
    "name_en": ("英文",),
    "stock": ("股票代码", "证券代码", "stock"),
    "founded": ("成立", "founded", "established"),
    "address": ("地址",),
    "product": ("产品",),
    "share": ("占比", "比例", "份额"),
}
_RELATIONS = {
    "SUPPLIES": ("供应", "供给", "供货", "suppl", "deliver"),
    "PARENT_OF": ("母公司", "控股", "子公司", "持股", "参股", "parent", "subsid", "invest"),
    "FEEDS": ("上游", "下游", "上下游", "upstream", "feed"),
    "PRODUCES": ("产品", "生产", "主营", "produc"),
    "OPERATES_IN": ("行业", "从事", "industry", "operat"),
    "MADE_FROM": ("材料", "原料", "用料", "material"),
    "LOCATED_IN": ("位于", "所在", "地区", "locat"),
}
_HEAD = Text(
    "由图中所载起草的映射：逐行核对后使用。# 之后为说明和数目；? 处须自己选定。写法见 docs/adopting.zh-CN.md，\n"
    "# 类型与属性见 docs/vocabulary.md。没写进来的标签、类型不取，会报数；没写进来的属性，同名的照取，其余进 details。",
    "A mapping drafted from what the graph holds: look at each line before you use it. What follows # explains or\n"
    "# counts; ? must be chosen. How to write it: docs/adopting.md; types and properties: docs/vocabulary.md.\n"
    "# Labels and types that are not here are left out and counted; properties keep a name that the type has, or go\n"
    "# into details.",
)


def draft_mapping(store: Reads, lang: str = "en") -> str:
    """Return a mapping (YAML) to start from: each label, type and property of a graph, counted, with what it may be."""
    return "\n".join(_Draft(Contents.of(store), vocabulary(), lang).lines()) + "\n"


class _Draft:
    def __init__(self, held: Contents, words: Vocabulary, lang: str) -> None:
        self.held = held
        self.words = words
        self.lang = lang
        self.types = {label: self._type(label) for label in held.labels}
        self.tree = self._tree_labels()

    def say(self, zh: str, en: str) -> str:
        return Text(zh, en).to(self.lang)

    def lines(self) -> Iterator[str]:
        yield f"# {_HEAD.to(self.lang)}"
        yield f"dataset: adopted  # {self.say('库中以此名记下', 'the store keeps it under this name')}"
        told = self.say("谁说的、何时：每条陈述都带上", "who says it, and when: stands with every statement")
        yield f"# source: {{title: …, publisher: …, published: 2021-10, url: https://…, reliability: C}}  # {told}"
        yield "# date: {always: 2021-10}"
        if self.tree:
            yield "trees:"
            yield from self._tree(*self.tree)
        nodes = [label for label in self.held.labels if not self._in_tree(label)]
        if nodes:
            yield "nodes:" if any(self.types[label] for label in nodes) else "# nodes:"
            for label in sorted(nodes, key=lambda each: -self.held.labels[each]):
                yield from self._node(label)
        own = {self.tree[1]} if self.tree else set()
        tied = [each for each in self.held.relations if each.type not in own]
        lines = [line for type in dict.fromkeys(t.type for t in tied) for line in self._relation(type, tied)]
        if lines:
            yield "# relations:" if all(line.startswith("#") for line in lines) else "relations:"
            yield from lines

    def _type(self, label: str) -> str:
        folded = label.casefold()
        for name, kind in self.words.nodes.items():
            if folded in (name.casefold(), kind.label.zh, kind.label.en.casefold()):
                return name
        return next((name for name, words in _TYPES.items() if _has(folded, words)), "")

    def _tree_labels(self) -> tuple[list[str], str, bool] | None:
        """Return labels of industries, the relation between one and the one above it, and whether it leads down."""
        labels = {label for label in self.held.labels if not self.types[label] and _has(label.casefold(), _INDUSTRY)}
        inside = [t for t in self.held.relations if labels & set(t.from_labels) and labels & set(t.to_labels)]
        for words, down in ((_UP, False), (_DOWN, True)):
            for tied in inside:
                if _has(tied.type.casefold(), words):
                    return sorted(labels), tied.type, down
        return None

    def _in_tree(self, label: str) -> bool:
        return self.tree is not None and label in self.tree[0]

    def _tree(self, labels: list[str], relation: str, down: bool) -> Iterator[str]:
        counts = ", ".join(f"{label} {self.held.labels[label]:,}" for label in labels)
        yield f"  - label: {_yaml(labels[0]) if len(labels) == 1 else _listed(labels)}  # {counts}"
        yield f"    relation: {_yaml(relation)}  # {self.held.types[relation]:,}"
        if down:
            yield f"    reverse: true  # {self.say('由上级指向下级', 'it leads from the one above to the one below')}"
        told = self.say(
            "第 1 层即其上没有的；above：其上一层代替它；没写的层不取",
            "1: nothing is above them; above: count for the one above; a level that is not here is left out",
        )
        yield f"    levels: {{1: IndustryChain, 2: Stage, 3: above}}  # {told}"
        yield from self._keys(self.held.keys(labels), labels, "Stage")

    def _beside(self, label: str) -> str:
        """Return the label that all nodes of this one have too, and that has more: its nodes are in that entry."""
        together = [set(labels) for labels in self.held.nodes if label in labels]
        shared = set.intersection(*together) - {label}
        more = [each for each in shared if self.types[each] and self.held.labels[each] > self.held.labels[label]]
        return max(more, key=self.held.labels.__getitem__, default="")

    def _node(self, label: str) -> Iterator[str]:
        type, n = self.types[label], self.held.labels[label]
        if beside := self._beside(label):
            told = self.say(f"都是 {beside}，此标签记入其 details", f"each is a {beside}, which keeps this in details")
            yield f"#  - label: {_yaml(label)}  # {n:,}; {told}"
            return
        mark = "  - " if type else "#  - "
        yield f"{mark}label: {_yaml(label)}  # {n:,}"
        if not type:
            yield "#    type: ?"
            return
        yield f"    type: {type}"
        yield from self._keys(self.held.keys([label]), [label], type)

    def _keys(self, keys: Iterable[str], labels: list[str], type: str) -> Iterator[str]:
        counts = {key: sum(self.held.node_keys[label][key] for label in labels) for key in keys}
        code = next((key for key in counts if key.casefold() in ("code", "id", "编号", "代码", "股票代码")), "")
        if code:
            told = self.say(
                "编号取自它；删去此行则由名称得出，同名即合为一个",
                "ids come from it; without this line from the name, and nodes of one name become one",
            )
            missing = sum(self.held.labels[label] for label in labels) - counts[code]
            if missing > 0:
                told = self.say(f"{missing:,} 个没有，故不用", f"{missing:,} do not have it")
            yield f"    {'# ' if missing > 0 else ''}id: {_yaml(code)}  # {told}"
        yield from self._named(counts, self.words.nodes[type].properties)

    def _named(self, counts: Mapping[str, int], known: Mapping[str, object]) -> Iterator[str]:
        found: dict[str, str] = {}
        for ours, words in _PROPERTIES.items():
            for key in sorted(counts, key=lambda each: each.casefold() != ours):
                if ours in known and key not in found and ours not in found.values() and _has(key.casefold(), words):
                    found[key] = ours
        if found:
            yield "    properties:"
        for key, ours in found.items():
            yield f"      {_yaml(key)}: {ours}  # {counts[key]:,}"
        if others := [f"{key} {n:,}" for key, n in sorted(counts.items()) if key not in found]:
            yield f"    # details: {', '.join(others)}"

    def _relation(self, type: str, tied: list[Tied]) -> Iterator[str]:
        here = [each for each in tied if each.type == type]
        ends = ", ".join(f"{':'.join(t.from_labels)} → {':'.join(t.to_labels)} {t.count:,}" for t in here[:6])
        fitting = [
            (each, reverse)
            for reverse in (False, True)
            for each in self.words.relations.values()
            if any(self._fits(each, t, reverse) for t in here)
        ]
        worded = [
            (e, r) for e, r in fitting if _has(type.casefold(), (*_RELATIONS.get(e.name, ()), e.label.zh, e.name))
        ]
        # that a type alone joins such ends does not make it the right one
        chosen = next(iter(worded), None)
        mark = "  - " if chosen else "#  - "
        yield f"{mark}relation: {_yaml(type)}  # {ends}"
        if chosen is None:
            names = ", ".join(dict.fromkeys(each.name for each, _ in fitting))
            none = self.say("没有类型连接这两端", "no type joins these ends")
            yield f"#    type: ?  # {names or none}"
            return
        each, reverse = chosen
        yield f"    type: {each.name}"
        if (each, not reverse) in fitting:
            told = self.say("两个方向都可能：核对谁在前", "either way fits: see who comes first")
            yield f"    reverse: false  # {told}"
        elif reverse:
            yield "    reverse: true"
        yield from self._named(self.held.relation_keys[type], each.properties)

    def _fits(self, type: RelationType, tied: Tied, reverse: bool) -> bool:
        ends = (tied.to_labels, tied.from_labels) if reverse else (tied.from_labels, tied.to_labels)
        return all(
            not self._may_be(labels).isdisjoint(allowed)
            for labels, allowed in zip(ends, (type.from_types, type.to_types), strict=True)
        )

    def _may_be(self, labels: Iterable[str]) -> set[str]:
        if any(map(self._in_tree, labels)):
            return {"Stage"}
        return {self.types[label] for label in labels} - {""}


def _has(folded: str, words: Iterable[str]) -> bool:
    return any(word.casefold() in folded for word in words)


def _yaml(text: str) -> str:
    """Return a text as YAML reads it back: plain where that is safe."""
    plain = text.replace("_", "").isalnum() and not text.isdigit() and text.casefold() not in _TAKEN
    return text if plain else json.dumps(text, ensure_ascii=False)


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_yaml, texts))}]"


#: words that YAML reads as something else
_TAKEN = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
