"""The cells of the Suzhou pack, against an independent recount and by hand."""

from __future__ import annotations

import pytest

from chainscape import analysis
from chainscape.schema import Cell, Findings


@pytest.fixture(scope="module")
def findings(pack_store) -> Findings:
    return analysis.find(pack_store)


@pytest.fixture(scope="module")
def cells(findings: Findings) -> dict[tuple[str, str, str], Cell]:
    return {(c.chain, c.stage, c.slot): c for c in findings.cells}


@pytest.mark.parametrize(
    ("chain", "stage", "slot", "state", "count", "told"),
    [
        # CEPREI; the display metrology centre is run by the metrology institute: one house
        ("optoelectronics", "", "metrology", "present", 2, "苏州市计量测试院"),
        # 沛嘉 and 医源 lead consortia of the science bureau; no page says who leads the city's
        ("medical-device", "", "lead", "unknown", 0, "属其他类型联合体"),
        # experts of the steel trade are named, none as the chain's: a clue
        ("metallurgy", "", "expert", "unknown", 0, "有线索或查得不足"),
        # the search is partial: clues only
        ("cashmere-wool", "", "expert", "unknown", 0, "有线索或查得不足"),
        # a planned certification body fills nothing
        ("low-altitude", "", "certification", "not_found", 0, "规划中"),
        # Japanese reducer makers are outside the region
        ("robotics", "reducer", "suppliers", "present", 1, "域外"),
        # awards are counted as awards
        ("optoelectronics", "", "quality", "present", 5, "5 项奖项"),
        # one of three big makers: never the only one
        ("wedding-dress", "production", "suppliers", "present", 1, "虎丘三大厂之一"),
    ],
)
def test_cells_checked_by_hand(cells, chain, stage, slot, state, count, told):
    cell = cells[f"chain:{chain}", f"stage:{chain}/{stage}" if stage else "", slot]
    assert (cell.state, cell.count) == (state, count)
    assert told in cell.sentence.zh
    assert cell.sentence.en
    if state in ("not_found", "unknown"):
        assert cell.searches, "the sentence rests on a search record"
        assert cell.searches[0].date in cell.sentence.zh


def test_japanese_reducer_makers_are_set_aside_as_outside(cells):
    cell = cells["chain:robotics", "stage:robotics/reducer", "suppliers"]
    outside = {e.name.zh for e in cell.set_aside if e.set_aside == "outside"}
    assert [e.id for e in cell.evidence] == ["company:leaderdrive"]
    assert len(outside) >= 2


def test_unclear_basis_fills_nothing(cells):
    for cell in cells.values():
        assert not [e for e in cell.evidence if e.set_aside]
    unclear = {e.id for c in cells.values() for e in c.set_aside if e.set_aside == "unclear"}
    # two of nine bodies of which the page does not say who tests and who certifies
    assert unclear == {"institute:tuv-rheinland", "institute:ycct"}


def test_nothing_unknown_is_called_a_gap(findings):
    for row in analysis.gap_rows(findings, all=True):
        if row["verdict"] in ("build", "fill"):
            assert row["state"] == "not_found"
        if row["state"] == "unknown":
            assert row["verdict"] == "look_up"


def test_a_web_search_never_says_that_there_is_none(findings):
    for cell in findings.cells:
        if cell.verdict and cell.verdict.web_only:
            # what the searcher noted is quoted as it stands
            ours = cell.verdict.sentence.zh.partition("查证附注")[0].replace("网上未见不等于没有", "")
            assert "没有" not in ours
            assert "缺" not in ours
            assert "尚未查到" in ours


def test_each_verdict_fires_on_the_pack_or_the_findings_say_why_not(findings):
    fired = {c.verdict.kind for c in findings.cells if c.verdict} | {e.verdict.kind for e in findings.extensions}
    assert fired == {"build", "fill", "single_on_record", "look_up"}
    told = [note.zh.partition("未触发")[0] for note in findings.notes if "未触发" in note.zh]
    # nobody surveyed, and nobody looked for the next stage in vain
    assert told == ["延链", "强链"]


def test_only_is_never_said_without_an_inventory_or_a_survey(findings):
    for cell in findings.cells:
        for text in (cell.sentence, *([cell.verdict.sentence] if cell.verdict else [])):
            ours = text.zh.partition("查证附注")[0].replace("记录中只有", "")
            if "只有" in ours:
                assert cell.result == "complete"
                assert cell.searches[0].method in ("inventory", "survey")


def test_nobody_looked_is_said_only_where_nobody_did(findings):
    looked = {(s.subject, s.slot) for cell in findings.cells for s in cell.searches}
    for cell in findings.cells:
        if cell.verdict and cell.verdict.rule == "nobody-looked":
            assert (cell.chain, cell.slot) not in looked
            assert (cell.stage, cell.slot) not in looked


def test_a_house_is_counted_once(findings):
    for cell in findings.cells:
        used = [e for e in cell.evidence if e.inherited == cell.inherited and cell.state == "present"]
        houses = {e.house for e in used if e.unit == "house"}
        assert cell.count == len(houses) + len({(e.unit, e.id) for e in used if e.unit != "house"})
        assert cell.things == len({e.id for e in used if e.unit == "thing"})


def test_one_chain_gives_the_same_cells_as_all(pack_store, cells):
    one = analysis.find(pack_store, "光电")
    assert list(one.cells) == [c for key, c in cells.items() if key[0] == "chain:optoelectronics"]


def test_gap_rows_have_the_promised_columns(findings):
    rows = analysis.gap_rows(findings, all=True)
    assert rows.columns == (
        "cell", "chain", "stage", "slot", "state", "count", "thing_count", "inherited", "verdict", "rule", "sentence",
        "next_step", "downstream", "house_count", "consortia", "set_aside", "clue", "method", "looked", "sources",
        "reliability", "newest", "districts", "unplaced",
    )  # fmt: skip
    assert len(rows) == len(findings.cells) + len(findings.extensions)
    for row in rows:
        assert row["sentence"]
        if row["state"] == "present":
            assert row["sources"]
