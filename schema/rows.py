"""An answer: what a store gives for a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import py2neo

#: rows of an answer that a notebook shows
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: named columns and rows of plain Python values."""

    columns: tuple[str, ...]
    values: Sequence[Sequence[Any]]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.values:
            yield dict(zip(self.columns, row, strict=True))

    def __len__(self) -> int:
        return len(self.values)

    def pieces(self) -> Iterator[Rows]:
        """Yield the rows in one piece, as a stream would."""
        yield self

    def all(self) -> Rows:
        """Return the rows themselves, as a stream would."""
        return self

    def column(self, name: str) -> list[Any]:
        """Return one column as a list."""
        at = self.columns.index(name)
        return [row[at] for row in self.values]

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas frame of the nullable types: Int64, Float64, boolean, string, else object.

        A column's type depends on its values, never on whether one is missing: whole numbers stay whole, and what is
        missing is ``pd.NA`` everywhere. Columns of lists, maps or mixed values hold Python values and None.
        """
        from .conversions import to_pandas

        return to_pandas(self.columns, self.values)

    def to_networkx(self, *, flat: bool = False) -> nx.MultiDiGraph:
        """Return the nodes, relations and paths of an answer as a graph of the shape that `graph.network` has.

        Nodes by id, relations by id as keys, each with ``type`` and ``properties`` (``statements`` is empty: an answer
        has none). A node that only stands at the end of a relation is there with its id and type. Nodes and relations
        that another program wrote without ids of text are told apart by the engine's own ids, which hold while the
        database is not changed; where an answer does not know them, or two nodes of different types share an id,
        UsageError says so. It is raised too when a row holds values but the answer no node, relation or path.
        ``flat`` gives plain attributes, as `graph.network` does.

        >>> one = {"type": "LEADS", "from": "company:a", "to": "consortium:b", "id": "r:1"}
        >>> list(Rows(("r",), [[one]]).to_networkx().nodes(data="type"))
        [('company:a', 'Company'), ('consortium:b', 'Consortium')]
        """
        from .conversions import to_networkx
        from .flat import flat_graph

        made = to_networkx(self.values)
        return flat_graph(made) if flat else made

    def to_subgraph(self) -> py2neo.Subgraph:
        """Return the nodes, relations and paths of an answer as a py2neo Subgraph, for scripts that work on one.

        Its nodes know their id as primary key, so ``graph.merge(rows.to_subgraph())`` needs no more. A node that only
        stands at the end of a relation is there with its id, without a label: return it too to merge it. What another
        program wrote without ids is told apart as by `to_networkx`; such nodes have no primary key. Raises UsageError
        as `to_networkx` does.
        """
        from .subgraphs import to_subgraph

        return to_subgraph(self.values)

    def _repr_html_(self) -> str:
        """Return the table that a notebook shows.

        >>> Rows(("name",), [["<b>"]])._repr_html_()
        '<table><thead><tr><th>name</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
        """
        from .conversions import to_html

        return to_html(self.columns, self.values, SHOWN)
