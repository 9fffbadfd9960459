"""An answer as a pandas frame, as a networkx graph and as the table that a notebook shows."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .elements import Foreign, Identities, elements, ends, is_node, is_relation, properties
from .errors import MissingExtra, UsageError
from .flat import caption

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from .vocabularies import Vocabulary

Values = Sequence[Sequence[Any]]

#: pandas' nullable type for columns of one kind of value
_DTYPES = {bool: "boolean", int: "Int64", float: "Float64", str: "string"}
#: characters of a cell that a notebook shows; the rest is shown where the pointer rests
_CELL = 200


def to_pandas(columns: Sequence[str], values: Values) -> pd.DataFrame:
    """Return a frame; see `Rows.to_pandas`."""
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtra(
            "to_pandas needs pandas: pip install 'chainscape[pandas]'",
            "to_pandas 需要 pandas：pip install 'chainscape[pandas]'",
        ) from error
    turned = zip(*values, strict=True) if len(values) else ([] for _ in columns)
    made = [pd.Series(list(column), dtype=_dtype(column)) for column in map(list, turned)]
    frame = pd.DataFrame(dict(enumerate(made)), index=pd.RangeIndex(len(values)))
    frame.columns = pd.Index(columns, dtype=object)
    return frame


def _dtype(values: Sequence[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        # whole numbers among others, as 1 beside 0.5; large ones would be rounded
        return "Float64" if all(abs(v) <= 2**53 for v in values if isinstance(v, int)) else "object"
    if len(kinds) != 1:
        return "object"
    if kinds == {int} and any(not -(2**63) <= v < 2**63 for v in values if v is not None):
        return "object"
    return _DTYPES.get(kinds.pop(), "object")


def to_networkx(values: Values) -> nx.MultiDiGraph:
    """Return a graph; see `Rows.to_networkx`."""
    import networkx as nx

    graph, who = nx.MultiDiGraph(), Identities()
    for row in values:
        for each in elements(row):
            if is_relation(each):
                start, end = who.ends(each)
                told = {"type": each["type"], "properties": properties(each), "statements": ()}
                graph.add_edge(start, end, key=who.relation(each), **told)
            else:
                graph.add_node(who.node(each), type=each["type"], properties=properties(each), statements=())
    for id, data in graph.nodes(data=True):
        if not data:
            known = {} if id in who.engines else {"id": id}
            data.update(type=_type_of(str(id)), properties=known, statements=())
    if not graph and any(value is not None for row in values for value in row):
        raise UsageError(
            "this answer has no node, relation or path: RETURN n, r or p instead of their properties",
            "此结果中没有节点、关系或路径：请 RETURN n、r 或 p，而不是其属性",
        )
    return graph


def _is_path(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {"nodes", "relations"}


def _type_of(id: str) -> str:
    from .vocabularies import vocabulary

    return _prefixes(vocabulary()).get(id.partition(":")[0], "")


@cache
def _prefixes(words: Vocabulary) -> dict[str, str]:
    return {kind.prefix: kind.name for kind in words.nodes.values()}


def to_html(columns: Sequence[str], values: Values, shown: int) -> str:
    """Return the table that a notebook shows; nothing in it is markup of the data's."""
    heads = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in values[:shown])
    rest = f"<p>{shown} / {len(values)}</p>" if len(values) > shown else ""
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(value: Any) -> str:
    text = _spoken(value)
    if len(text) <= _CELL:
        return f"<td>{html.escape(text)}</td>"
    return f'<td title="{html.escape(text)}">{html.escape(text[: _CELL - 1])}…</td>'


def _spoken(value: Any) -> str:
    """Return a value for a reader: nodes by name, relations by what they tie."""
    if value is None:
        return ""
    if _is_path(value):
        return " ".join(_path(value["nodes"], value["relations"]))
    if is_relation(value):
        return f"{value['from']} –{value['type']}→ {value['to']}"
    if is_node(value):
        return f"{_name(value)} ({value['type']})"
    if isinstance(value, list | tuple):
        return "; ".join(map(_spoken, value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _path(nodes: Sequence[Mapping[str, Any]], relations: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for at, node in enumerate(nodes):
        yield _name(node)
        if at < len(relations):
            relation = relations[at]
            yield f"–{relation['type']}→" if ends(relation)[0] == _known_by(node) else f"←{relation['type']}–"


def _known_by(node: Mapping[str, Any]) -> Any:
    id = node.get("id")
    return node.element if isinstance(node, Foreign) and not isinstance(id, str) else id


def _name(node: Mapping[str, Any]) -> str:
    return caption(str(node.get("id") or ""), node)
