"""Which names `near-duplicates` takes for the same body, on made-up ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chainscape import graph, queries
from chainscape.schema import Node, Record, Relation, Statement

#: written twice: the same body
SAME = [
    ("虚构光电股份有限公司", "虚构光电有限公司"),
    ("虚构精机有限责任公司", "虚构精机"),
    ("虚构科技（苏州）有限公司", "苏州虚构科技有限公司"),
    ("苏州市虚构模具有限公司", "虚构模具(苏州)股份有限公司"),
    ("虚构 线缆有限公司", "虚构·线缆有限公司"),
    ("ＭＡＤＥＵＰ泵业有限公司", "Madeup泵业有限公司"),
    ("Madeup Optics Co., Ltd.", "MADEUP OPTICS"),
    ("Madeup-Fibre (Suzhou) Limited", "Madeup Fibre (Suzhou) Co., Ltd"),
    ("Madeup Coop Company, Inc.", "Madeup Coop Corporation"),
    ("吴江虚构丝绸有限公司", "吴江区虚构丝绸有限公司"),
]
#: two bodies: branches in two places, one of them recorded as a region or not; a group and its firm; another word
OTHERS = [
    ("苏州市虚构计量院", "无锡市虚构计量院"),
    ("昆山虚构检测中心有限公司", "苏州虚构检测中心有限公司"),
    ("江苏虚构质检所", "苏州虚构质检所"),
    ("常州虚构衡器有限公司", "苏州虚构衡器有限公司"),
    ("虚构控股集团有限公司", "虚构控股有限公司"),
    ("虚构新材料有限公司", "虚构材料有限公司"),
    ("Madeup Cox Ltd", "Madeup Coxe Ltd"),
]
#: only one of them names a place
ONE_PLACE = [("虚构阀门有限公司", "苏州虚构阀门有限公司"), ("虚构减速器", "虚构减速器(昆山)有限公司")]
REGIONS = ("江苏省", "苏州市", "无锡市", "昆山市", "吴江区")


def said(**properties) -> tuple[Statement, ...]:
    return (Statement("madeup", "1", (), "2024", properties),)


def firm(id: str, name: str, **more) -> Node:
    return Node("Company", f"company:{id}", said(name=name, **more))


def records() -> list[Record]:
    found: list[Record] = [Node("Region", f"region:madeup-{i}", said(name=each)) for i, each in enumerate(REGIONS)]
    for kind, pairs in (("same", SAME), ("other", OTHERS), ("place", ONE_PLACE)):
        for i, pair in enumerate(pairs):
            found += [firm(f"{kind}-{i}-{k}", each) for k, each in enumerate(pair)]
    # an alias and an English name are names, too
    found += [firm("alias-0", "虚构甲有限公司", aliases=["虚构乙丙"]), firm("alias-1", "虚构乙丙股份有限公司")]
    found += [firm("english-0", "虚构丁", name_en="Madeup Pumps Co., Ltd."), firm("english-1", "MADEUP PUMPS")]
    # two that are known to be two; a name that is nothing but a place and a form
    found += [firm("tied-0", "虚构庚有限公司"), firm("tied-1", "虚构庚股份有限公司")]
    found += [Relation("PARENT_OF", "company:tied-0", "company:tied-1", said())]
    found += [firm("bare-0", "苏州有限公司"), firm("bare-1", "苏州股份有限公司")]
    # the same name as a body of another type
    found += [Node("TestingInstitute", "institute:madeup", said(name="虚构光电"))]
    # written twice in one town, and once in another
    found += [firm(f"three-{i}", name) for i, name in enumerate(("苏州虚构辛", "虚构辛(苏州)", "虚构辛(无锡)"))]
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[graph.Store]:
    path: Path = tmp_path_factory.mktemp("names") / "store"
    with graph.open_store(path, mode="w") as written:
        written.write(records())
    with graph.open_store(path) as opened:
        yield opened


def found(store: graph.Store, **params: str) -> dict[tuple[str, ...], dict]:
    return {tuple(row["nodes"]): dict(row) for row in queries.ask(store, "near-duplicates", **params)}


def ids(kind: str, pairs: list) -> set[tuple[str, ...]]:
    return {(f"company:{kind}-{i}-0", f"company:{kind}-{i}-1") for i in range(len(pairs))}


BESIDE = {
    ("company:alias-0", "company:alias-1"), ("company:english-0", "company:english-1"),
    ("company:tied-0", "company:tied-1"), ("company:three-0", "company:three-1"),
}  # fmt: skip


def test_a_body_written_twice_is_found_and_branches_are_not(store):
    assert found(store).keys() == ids("same", SAME) | BESIDE


def test_where_only_one_names_a_place_it_is_told_on_demand(store):
    every = found(store, only_place="true")
    assert every.keys() == ids("same", SAME) | BESIDE | ids("place", ONE_PLACE)
    assert every["company:place-0-0", "company:place-0-1"]["places"] == ["苏州"]


def test_what_is_known_to_be_two_is_marked(store):
    assert {nodes for nodes, row in found(store).items() if row["tied"]} == {("company:tied-0", "company:tied-1")}


def test_on_the_pack_no_two_firms_are_taken_for_one(pack_store):
    assert found(pack_store) == {}
    assert {row["stem"] for row in queries.ask(pack_store, "near-duplicates", type="Award")} == {"中国质量奖"}
