"""GraphML for Gephi, yEd, Cytoscape and networkx, written as it is read: the graph is never in memory."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ...schema import caption, vocabulary
from ..stored import Stored
from .columns import Table, tables

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
#: what XML has no way to write
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {str: "string", bool: "boolean", int: "long", float: "double", list: "string"}
_KINDS = {"text": "string", "boolean": "boolean", "integer": "long", "number": "double", "list": "string"}
#: (for a relation, property, GraphML type) → id of the key
_Keys = dict[tuple[bool, str, str], str]


def write(items: Callable[[], Iterable[Stored]], path: Path) -> None:
    """Write one file; lists are JSON texts, and the type of a node or relation is its attribute ``type``.

    ``label`` is the name of a node and the type of a relation, which programs show. Gephi makes one edge of two between
    the same nodes unless the edges' own labels differ: a further one of a type gets a number there.
    """
    several: Counter[tuple[str, str, str]] = Counter()
    keys = _keys(tables(items()).values())
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for (relation, name, kind), key in keys.items():
            on = "edge" if relation else "node"
            file.write(f'<key id="{key}" for="{on}" attr.name={_attribute(name)} attr.type="{kind}"/>\n')
        file.write('<graph edgedefault="directed">\n')
        file.writelines(_element(each, keys, several) for each in items())
        file.write("</graph>\n</graphml>\n")


def _keys(found: Iterable[Table]) -> _Keys:
    keys: _Keys = {}
    for table in found:
        names = {(name, _KINDS[kind]) for name, kinds in table.kinds.items() for kind in kinds if name != "id"}
        for name, kind in sorted({("type", "string"), ("label", "string"), *names}):
            keys.setdefault((table.relation, name, kind), f"d{len(keys)}")
    return keys


def _element(each: Stored, keys: _Keys, several: Counter[tuple[str, str, str]]) -> str:
    relation = each.from_id != ""
    label = each.type if relation else caption(each.id, each.properties)
    data = "".join(
        f'<data key="{keys[relation, name, _TYPES[type(value)]]}">{_text(value)}</data>'
        for name, value in (("type", each.type), ("label", label), *each.properties.items())
        if name != "id"
    )
    if not relation:
        return f"<node id={_attribute(each.id)}>{data}</node>\n"
    # two of a type between the same ends are only there where a property tells them apart
    kind = vocabulary().relations.get(each.type)
    number = 0
    if kind is None or kind.key:
        several[each.type, each.from_id, each.to_id] += 1
        number = several[each.type, each.from_id, each.to_id]
    shown = f"{each.type} {number}" if number > 1 else each.type
    ends = f"source={_attribute(each.from_id)} target={_attribute(each.to_id)} label={_attribute(shown)}"
    return f"<edge id={_attribute(each.id)} {ends}>{data}</edge>\n"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return escape(_NOT_XML.sub("�", str(value)), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("�", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
