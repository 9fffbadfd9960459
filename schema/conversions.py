"""An answer as a pandas frame, as a networkx graph and as the table that a notebook shows."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from .errors import MissingExtra, UsageError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

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
        raise MissingExtra("to_pandas needs pandas: pip install 'chainscape[pandas]'") from error
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

    graph = nx.MultiDiGraph()
    for row in values:
        for value in row:
            for each in _elements(value):
                if _is_relation(each):
                    _add_relation(graph, each)
                else:
                    graph.add_node(each["id"], type=each["type"], properties=_properties(each), statements=())
    for id, data in graph.nodes(data=True):
        if not data:
            data.update(type=_type_of(str(id)), properties={"id": id}, statements=())
    if not graph and any(value is not None for row in values for value in row):
        raise UsageError("this answer has no node, relation or path: RETURN n, r or p instead of their properties")
    return graph


def _elements(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes and relations in a value, however deep."""
    if isinstance(value, Mapping):
        if _is_relation(value) or _is_node(value):
            yield value
        else:
            for each in value.values():
                yield from _elements(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _elements(each)


def _is_node(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("type", "id"))


def _is_relation(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("type", "from", "to"))


def _is_path(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {"nodes", "relations"}


def _add_relation(graph: nx.MultiDiGraph, relation: Mapping[str, Any]) -> None:
    # what other programs wrote has no id: its type between these ends then stands for it
    key = relation.get("id", relation["type"])
    graph.add_edge(
        relation["from"],
        relation["to"],
        key=key,
        type=relation["type"],
        properties=_properties(relation),
        statements=(),
    )


def _properties(element: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in element.items() if name not in ("type", "from", "to")}


def _type_of(id: str) -> str:
    return _prefixes().get(id.partition(":")[0], "")


@cache
def _prefixes() -> dict[str, str]:
    from .vocabularies import vocabulary

    return {kind.prefix: kind.name for kind in vocabulary().nodes.values()}


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
    if _is_relation(value):
        return f"{value['from']} –{value['type']}→ {value['to']}"
    if _is_node(value):
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
            yield f"–{relation['type']}→" if relation["from"] == node.get("id") else f"←{relation['type']}–"


def _name(node: Mapping[str, Any]) -> str:
    return str(node.get("name") or node.get("title") or node.get("id") or "")
