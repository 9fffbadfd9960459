"""From files to a store: refused whole, or the rest loaded; the same again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import folder

from chainscape import graph, importers
from chainscape.schema import ImportRefused

TABLES = """
    - file: 产业链.csv
      rows: IndustryChain
      properties: {产业链: name}
    - file: 企业.csv
      rows: Company
      properties: {企业: name, 本外地: home}
      relations:
        - {type: OPERATES_IN, to: {column: 环节, type: Stage, match: name, create: true, separator: "、"}}
    - file: 供应.csv
      rows: SUPPLIES
      from: {column: 供方, type: Company, match: name}
      to: {column: 需方, type: Company, match: name}
      properties: {产品: product, 份额: share}
"""
CHAINS = "产业链\n光电\n"
FIRMS = "企业,本外地,环节\n亨通,本地,预制棒、拉丝\n长飞,域外,\n"
SUPPLIES = "供方,需方,产品,份额\n长飞,亨通,预制棒,20%\n"


@pytest.fixture
def store(tmp_path: Path):
    with graph.open_store(tmp_path / "store", mode="w") as store:
        yield store


@pytest.fixture
def at(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    return folder(tmp_path / "tables", TABLES, 产业链=CHAINS, 企业=FIRMS, 供应=SUPPLIES)


def test_loading_twice_and_in_any_order_of_rows_changes_nothing(store, at: Path):
    first = graph.load(store, importers.open_tables([at]))
    assert (first.checked.nodes, first.checked.relations) == (5, 3)
    dump = list(store.dump())
    again = graph.load(store, importers.open_tables([at]))
    assert (again.written.nodes_new, again.written.nodes_changed, again.written.relations_new) == (0, 0, 0)
    turned = FIRMS.splitlines()
    folder(at, TABLES, 企业="\r\n".join([turned[0], turned[2], turned[1]]).encode("gb18030"))
    graph.load(store, importers.open_tables([at]))
    assert list(store.dump()) == dump


def test_one_bad_cell_refuses_all_and_skip_bad_loads_the_rest(store, at: Path, tmp_path: Path):
    folder(
        at,
        TABLES,
        企业=FIRMS + "永鼎,火星,\n",
        供应=SUPPLIES + "亨通,谁也不认识,光缆,\n亨通,永鼎,光缆,5\n",
    )
    with pytest.raises(ImportRefused, match="3 problems, nothing was loaded") as refused:
        graph.load(store, importers.open_tables([at]))
    assert list(store.dump()) == []
    assert importers.write_report(tmp_path / "report.csv", refused.value.problems) == 3
    where = [(p.place.file, p.place.row) for p in refused.value.problems]
    assert where == [("企业.csv", 4), ("供应.csv", 4), ("供应.csv", 3)]
    loaded = graph.load(store, importers.open_tables([at]), skip_bad=True)
    assert (loaded.checked.nodes, loaded.checked.relations, loaded.checked.problem_count) == (5, 3, 3)


def test_the_pack_loads_without_a_problem_and_twice_changes_nothing(store):
    first = graph.load(store, importers.pack())
    assert (first.checked.nodes, first.checked.problem_count) == (632, 0)
    again = graph.load(store, importers.pack())
    assert (again.written.nodes_new, again.written.nodes_changed, again.written.relations_new) == (0, 0, 0)
    (row,) = list(store.run("MATCH ()-[r]->() RETURN count(r) AS n"))
    assert row["n"] == 1_161
