"""What falls without a house, worked out by hand on a made-up chain.

raw (a1) → part (b1, b2) → assembly (c1) → service (c1, d1), and tools (a2) → part. a1 and a2 are one house; c1
supplies e1, which has no other supplier of that product; b1 and b2 supply f1 with the same. The institute t1 tests
for the whole chain and alone certifies for `part`; t2 tests for `assembly`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from madeup_gaps import node, relation, serves_with

from chainscape import analysis, graph
from chainscape.graph import Store
from chainscape.schema import Record

CHAIN = "chain:madeup-falls"
STAGES = {"raw": "upstream", "tools": "upstream", "part": "midstream", "assembly": "midstream", "service": "downstream"}
FIRMS = {"raw": ("a1",), "tools": ("a2",), "part": ("b1", "b2"), "assembly": ("c1",), "service": ("c1", "d1")}


def stage(name: str) -> str:
    return f"stage:madeup-falls/{name}"


def firm(name: str) -> str:
    return f"company:madeup-{name}"


def records() -> Iterator[Record]:
    yield node("Region", "region:suzhou", "苏州市")
    yield node("IndustryChain", CHAIN, "虚构链")
    for name, position in STAGES.items():
        yield node("Stage", stage(name), f"虚构{name}")
        yield relation("PART_OF", stage(name), CHAIN, position=position)
    for a, b in (("raw", "part"), ("tools", "part"), ("part", "assembly"), ("assembly", "service")):
        yield relation("FEEDS", stage(a), stage(b))
    for name in ("a1", "a2", "b1", "b2", "c1", "d1", "e1", "f1", "planned"):
        yield node("Company", firm(name), f"虚构{name}")
    for name, firms in FIRMS.items():
        for each in firms:
            yield relation("OPERATES_IN", firm(each), stage(name))
    # a plan stands in for nobody
    yield relation("OPERATES_IN", firm("planned"), stage("assembly"), status="planned")
    yield relation("PARENT_OF", firm("a1"), firm("a2"), kind="owner")
    for a, b in (("c1", "e1"), ("b1", "f1"), ("b2", "f1")):
        yield relation("SUPPLIES", firm(a), firm(b), "2025", ("虚构件",), product="虚构件")
    for name in ("t1", "t2"):
        yield node("TestingInstitute", f"institute:madeup-{name}", f"虚构{name}")
    yield serves_with("institute:madeup-t1", CHAIN, "testing")
    yield serves_with("institute:madeup-t1", stage("part"), "certification")
    yield serves_with("institute:madeup-t2", stage("assembly"), "testing")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with graph.open_store(tmp_path_factory.mktemp("falls") / "store", mode="w") as made:
        made.write(list(records()))
        yield made


def test_the_house_of_both_beginnings(store: Store):
    found = analysis.what_if(store, [firm("a2")])
    assert found.without == (firm("a1"), firm("a2"))
    # raw and tools have nobody left; nothing begins any more, so what is behind them is cut off; one way each is gone
    assert found.falls.empties == (stage("raw"), stage("tools"))
    assert found.falls.cut_off == (stage("assembly"), stage("part"), stage("service"))
    assert found.falls.weight == (2, 0, 0, 0, 3, 2, 0)


def test_one_body_alone_without_its_house(store: Store):
    found = analysis.what_if(store, [firm("a2")], alone=True)
    # tools are gone, and the way from there; part is still reached from raw
    assert found.falls.empties == (stage("tools"),)
    assert found.falls.weight == (1, 0, 0, 0, 0, 1, 0)


def test_the_one_in_the_middle(store: Store):
    found = analysis.what_if(store, ["虚构c1"])
    # assembly empty, service left with d1, service cut off, both ways gone, e1 without its only supplier on record
    assert found.falls.empties == (stage("assembly"),)
    assert found.falls.left_on_one == (f"{CHAIN}/{stage('service')}/suppliers",)
    assert found.falls.cut_off == (stage("service"),)
    assert found.falls.customers == (firm("e1"),)
    assert found.falls.weight == (1, 0, 0, 1, 1, 2, 1)
    assert "1 个环节在录企业将空" in found.sentence.zh


def test_routes_and_lost_products_are_rows(store: Store):
    found = analysis.what_if(store, ["虚构c1"])
    assert found.falls.ways == ((stage("raw"), stage("service")), (stage("tools"), stage("service")))
    assert found.falls.lost == ((firm("e1"), "虚构件"),)
    rows = [(row["what"], row["name"], row["before"]) for row in analysis.what_if_rows(found)]
    assert ("供给路线中断", "虚构raw → 虚构service", "") in rows
    assert ("某产品失去唯一在录供应方", "虚构e1", "虚构件") in rows
    assert "虚构e1：虚构件" in found.sentence.zh
    assert "「虚构assembly」" in found.sentence.zh


def test_who_is_replaced_on_record(store: Store):
    found = analysis.what_if(store, [firm("b1")])
    # b2 is still there, and supplies f1
    assert found.falls.weight == (0, 0, 0, 1, 0, 0, 0)
    assert analysis.what_if(store, [firm("b1"), firm("b2")]).falls.weight == (1, 0, 0, 0, 2, 2, 1)


def test_an_institute_of_the_whole_chain(store: Store):
    found = analysis.what_if(store, ["institute:madeup-t1"])
    # own: certification of part and of the chain (which collects it); testing of the chain is left with t2. Testing
    # was lent to the four stages that have no institute of their own
    assert found.falls.slots == (f"{CHAIN}/-/certification", f"{CHAIN}/{stage('part')}/certification")
    assert found.falls.left_on_one == (f"{CHAIN}/-/testing",)
    assert found.falls.weight == (0, 2, 4, 1, 0, 0, 0)


def test_hubs_are_ordered_by_what_falls_and_named_in_words(store: Store):
    findings = analysis.find(store)
    order = [hub.house for hub in findings.hubs]
    assert order[0] == firm("a1")
    weights = [hub.falls.weight for hub in findings.hubs if hub.is_hub]
    assert weights == sorted(weights, reverse=True)
    for hub in findings.hubs:
        assert hub.sentence.zh.startswith("仅据在录")
        assert "最短路径" not in hub.sentence.zh
        assert "易替代" not in hub.sentence.zh


def test_taking_out_anybody_fills_no_cell_and_nobody_changes_nothing(store: Store, tmp_path: Path):
    assert analysis.what_if(store, []).falls.weight == (0,) * 7
    whole = analysis.what_if(store, [firm(name) for name in ("a1", "b1", "b2", "c1", "d1")])
    assert set(whole.falls.empties) == {stage(name) for name in STAGES}
    rows = list(analysis.what_if_rows(whole))
    assert {row["what"] for row in rows} >= {"环节落空"}
    assert all(row["after"] in ("未知", "查过未见", "") for row in rows if row["what"] == "格位落空")
