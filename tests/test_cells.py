"""The cells of the Suzhou pack, against an independent recount and by hand."""

from __future__ import annotations

import pytest
from recount import recount

from chainscape import analysis
from chainscape.schema import Cell, Findings


@pytest.fixture(scope="module")
def findings(pack_store) -> Findings:
    return analysis.find(pack_store)


@pytest.fixture(scope="module")
def cells(findings: Findings) -> dict[tuple[str, str, str], Cell]:
    return {(c.chain, c.stage, c.slot): c for c in findings.cells}


def test_every_cell_equals_a_plain_recount_over_the_csv_files(cells):
    second = recount()
    assert cells.keys() == second.state.keys()
    assert len(cells) == 14 * 10 + 102 * 6
    differing = [
        key
        for key, cell in cells.items()
        if (cell.state, cell.count, cell.inherited) != (second.state[key], second.count[key], second.inherited[key])
        or {e.id for e in cell.evidence if e.inherited == cell.inherited and cell.state == "present"}
        != second.fillers[key]
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("chain", "stage", "slot", "state", "count", "told"),
    [
        # CEPREI, the display metrology centre and the metrology institute name metrology
        ("optoelectronics", "", "metrology", "present", 3, "苏州市计量测试院"),
        # 沛嘉 and 医源 lead consortia of the science bureau
        ("medical-device", "", "lead", "not_found", 0, "属其他类型联合体"),
        ("metallurgy", "", "expert", "not_found", 0, "尚未查到"),
        # the search is partial: clues only
        ("cashmere-wool", "", "expert", "unknown", 0, "有线索或查得不足"),
        # a planned certification body fills nothing
        ("low-altitude", "", "certification", "not_found", 0, "规划中"),
        # Japanese reducer makers are outside the region
        ("robotics", "reducer", "suppliers", "present", 1, "域外"),
        ("wedding-dress", "", "testing", "not_found", 0, "尚未查到"),
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
            assert "没有" not in cell.verdict.sentence.zh
            assert "缺" not in cell.verdict.sentence.zh
            assert "尚未查到" in cell.verdict.sentence.zh


def test_each_verdict_fires_on_the_pack_or_the_findings_say_why_not(findings):
    fired = {c.verdict.kind for c in findings.cells if c.verdict} | {e.verdict.kind for e in findings.extensions}
    assert fired == {"build", "fill", "extend", "strengthen", "look_up"}
    assert findings.notes == ()


def test_one_chain_gives_the_same_cells_as_all(pack_store, cells):
    one = analysis.find(pack_store, "光电")
    assert list(one.cells) == [c for key, c in cells.items() if key[0] == "chain:optoelectronics"]


def test_gap_rows_have_the_promised_columns(findings):
    rows = analysis.gap_rows(findings, all=True)
    assert rows.columns == (
        "cell", "chain", "stage", "slot", "state", "count", "inherited", "verdict", "rule", "sentence", "sources",
    )  # fmt: skip
    assert len(rows) == len(findings.cells) + len(findings.extensions)
    for row in rows:
        assert row["sentence"]
        if row["state"] == "present":
            assert row["sources"]
