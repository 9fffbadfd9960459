"""Reading the files of types and code lists; every mistake names file, line, key and what was expected."""

from __future__ import annotations

from collections.abc import Mapping

from .files import Reading
from .kinds import PROPERTY_TYPES, RESERVED, Code, CodeList, NodeType, Property, RelationType
from .quoting import listed
from .wordings import Text


def read_codes(file: Reading) -> CodeList:
    """Read a code list."""
    file.only("kind", "name", "label", "codes")
    file.named()
    codes = {}
    for name in file.part("codes").data:
        part = file.part("codes").part(name)
        part.only("zh", "en", "counts")
        codes[name] = Code(name, part.text(), part.flag("counts", True))
    return CodeList(file.word("name"), file.part("label").text(), codes)


def read_properties(part: Reading, codes: Mapping[str, CodeList]) -> dict[str, Property]:
    """Read ``{name: {type: …, label: …}}``; the twins of those in two languages are among them."""
    found = {}
    for name in part.data:
        each = part.part(name)
        each.only("type", "codes", "required", "label", "both", "least")
        if name in RESERVED or not name.isidentifier():
            taken = listed(RESERVED)
            wanted = Text(
                f"由字母、数字和 _ 组成、且不是 {taken.zh} 的名称",
                f"a name of letters, digits and _ that is not one of {taken.en}",
            )
            raise each.wrong("", wanted, name)
        type_ = each.one_of("type", PROPERTY_TYPES)
        code_list = None
        if type_ == "code":
            code_list = codes[each.one_of("codes", tuple(codes))]
        label, both = each.part("label").text(), each.flag("both", False)
        if both and type_ not in ("text", "texts"):
            raise each.wrong("both", Text("两种语言的 text 或 texts", "text or texts in two languages"), type_)
        least = each.integer("least") if "least" in each.data else None
        if least is not None and type_ != "integer":
            raise each.wrong("least", Text("integer 的属性才有 least", "least only of an integer"), type_)
        found[name] = Property(name, label, type_, each.flag("required", False), code_list, both, least=least)
        if both:
            if _twin(name) in part.data:
                wanted = Text(
                    f"没有此属性：{name} 标了 both，已带有它", f"no such property: {name} is both and makes it"
                )
                raise part.wrong(_twin(name), wanted)
            found[_twin(name)] = Property(_twin(name), label, type_, twin_of=name)
    return found


def _property_of(properties: Mapping[str, Property]) -> Text:
    return Text("本类型的属性：", "a property of this type: ") + listed(properties)


def _twin(name: str) -> str:
    return f"{name}_en"


def _with_common(common: Mapping[str, Property], own: Mapping[str, Property]) -> dict[str, Property]:
    """Return all properties of a type; where its own replaces a common one, the common one's twin goes as well."""
    return {name: each for name, each in common.items() if each.twin_of not in own} | dict(own)


def read_node_type(
    file: Reading, codes: Mapping[str, CodeList], shared: Mapping[str, Mapping[str, Property]]
) -> NodeType:
    """Read a node type; ``shared`` holds what every node has, and what every body has besides."""
    file.only("kind", "name", "label", "about", "caption", "key", "prefix", "body", "properties")
    name = file.named()
    body = file.flag("body", False)
    common = {**shared["node"], **(shared["body"] if body else {})}
    properties = _with_common(common, read_properties(file.part("properties"), codes))
    caption, key = file.word("caption"), tuple(file.words("key"))
    for at, wanted in [("caption", caption), *(("key", k) for k in key)]:
        if wanted not in properties:
            raise file.wrong(at, _property_of(properties), wanted)
    return NodeType(
        name,
        file.part("label").text(),
        file.part("about").text(),
        caption,
        key,
        file.word("prefix"),
        properties,
        body,
    )


def read_relation_type(
    file: Reading,
    codes: Mapping[str, CodeList],
    shared: Mapping[str, Mapping[str, Property]],
    nodes: Mapping[str, NodeType],
) -> RelationType:
    """Read a relation type; its ends are node types, ``body`` for all bodies, or ``any`` for all types."""
    file.only("kind", "name", "label", "about", "from", "to", "key", "properties")
    name = file.named()
    properties = _with_common(shared["relation"], read_properties(file.part("properties"), codes))
    key = tuple(file.words("key"))
    for wanted in key:
        if wanted not in properties:
            raise file.wrong("key", _property_of(properties), wanted)
    starts, stops = (read_ends(file, at, nodes) for at in ("from", "to"))
    label, about = file.part("label").text(), file.part("about").text()
    return RelationType(name, label, about, starts, stops, key, properties)


def read_ends(file: Reading, at: str, nodes: Mapping[str, NodeType]) -> frozenset[str]:
    """Read the node types that a relation may have at one end."""
    types: set[str] = set()
    for word in file.words(at):
        if word == "body":
            types |= {n.name for n in nodes.values() if n.body}
        elif word == "any":
            types |= nodes.keys()
        elif word in nodes:
            types.add(word)
        else:
            wanted = Text("节点类型或 body", "a node type or 'body'")
            raise file.wrong(at, wanted, word, ("body", "any", *nodes))
    return frozenset(types)
