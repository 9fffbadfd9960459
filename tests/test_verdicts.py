"""All states and verdicts on a made-up chain, template files, search records and hubs."""

from __future__ import annotations

from pathlib import Path

import madeup_gaps
import pytest

from chainscape import analysis, graph
from chainscape.schema import SchemaError, UnknownName, UsageError, template


@pytest.fixture
def store(tmp_path: Path):
    with graph.open_store(tmp_path / "store", mode="w") as store:
        graph.load(store, madeup_gaps.records())
        yield store


def cell_of(store, cell: str):
    return {c.id: c for c in analysis.find(store).cells}[f"{madeup_gaps.CHAIN}/{cell}"]


def test_all_five_verdicts_fire_on_the_made_up_chain(store):
    found = analysis.find(store)
    verdicts = {(c.stage.rpartition("/")[2], c.slot): c.verdict for c in found.cells if c.verdict}
    assert (verdicts["raw", "suppliers"].kind, verdicts["raw", "suppliers"].web_only) == ("build", False)
    assert "没有企业" in verdicts["raw", "suppliers"].sentence.zh
    assert (verdicts["", "metrology"].kind, verdicts["", "metrology"].rule) == ("fill", "required-slot-not-found")
    assert (verdicts["", "lead"].kind, verdicts["", "lead"].web_only) == ("fill", True)
    assert verdicts["assembly", "suppliers"].rule == "one-group"
    assert verdicts["part", "suppliers"].rule == "shares-concentrated"
    assert "0.68" in verdicts["part", "suppliers"].sentence.zh
    assert verdicts["", "expert"].rule == "search-partial"
    assert verdicts["", "patent"].kind == "look_up"
    assert [(e.stage, e.position) for e in found.extensions] == [("stage:madeup/assembly", "downstream")]
    assert found.notes == ()


def test_precedence_own_search_before_what_the_chain_lends(store):
    cell = cell_of(store, "stage:madeup/part/testing")
    assert cell.state == "not_found"
    assert [e.inherited for e in cell.evidence] == [True]
    assert "全链另有" in cell.sentence.zh
    assert cell_of(store, "stage:madeup/assembly/testing").inherited


def test_old_evidence_counts_and_is_marked(store):
    cell = cell_of(store, "-/testing")
    assert (cell.state, cell.stale) == ("present", True)
    assert "依据陈旧" in cell.sentence.zh


def test_what_fills_nothing_is_shown_with_its_reason(store):
    reasons = {e.id: e.set_aside for c in analysis.find(store).cells for e in c.set_aside}
    assert reasons == {
        "company:madeup-abroad": "outside",
        "company:madeup-planned": "planned",
        "company:madeup-lead": "other_kind",
        "institute:madeup": "unclear",
        "standard:madeup-draft": "draft",
    }


def test_search_add_makes_a_gap_of_an_unknown_cell(store):
    assert cell_of(store, "-/association").state == "unknown"
    analysis.add_search(
        store, "虚构/行业协会", result="none_found", method="survey", by="虚构调查组", date="2026-03-01"
    )
    cell = cell_of(store, "-/association")
    assert (cell.state, cell.verdict.kind) == ("not_found", "fill")
    assert "虚构调查组" in cell.sentence.zh


def test_search_add_is_repeatable_and_refuses_what_it_does_not_understand(store):
    before = store.count()["Search"]
    for _ in range(2):
        analysis.add_search(
            store, f"{madeup_gaps.CHAIN}/-/quality", result="none_found", method="web", date="2026-03-01"
        )
    assert store.count()["Search"] == before + 1
    with pytest.raises(UnknownName, match="slot"):
        analysis.add_search(store, "虚构/计两", result="none_found", method="web")
    with pytest.raises(UnknownName, match="stage"):
        analysis.add_search(store, "虚构/虚构环节9/计量", result="none_found", method="web")
    with pytest.raises(UsageError, match="search_method"):
        analysis.add_search(store, "虚构/计量", result="none_found", method="guess")
    assert store.count()["Search"] == before + 1


def test_a_planners_own_template_changes_the_rules(store, tmp_path: Path):
    text = Path(graph.__file__).parents[1].joinpath("schema/templates/quality-innovation.yaml").read_text("utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(
        text.replace("not_expected: {}", "not_expected: {chain:madeup: [metrology]}").replace("build, fill", "fill"),
        encoding="utf-8",
    )
    found = {c.id: c for c in analysis.find(store, rules=path).cells}
    assert found["chain:madeup/-/metrology"].state == "not_expected"
    assert found["chain:madeup/stage:madeup/raw/suppliers"].verdict is None
    path.write_text(text.replace("minimum: 2", "minimum: two"), encoding="utf-8")
    with pytest.raises(SchemaError, match=r"own.yaml, key slots.suppliers.minimum: expected a whole number"):
        template(path)


def test_hubs_of_the_made_up_chain(store):
    hubs = {h.id: h for h in analysis.find(store).hubs}
    assert hubs["institute:madeup"].chains == ("chain:madeup",)
    assert not hubs["company:madeup-planned"].stages if "company:madeup-planned" in hubs else True
    # sole support: what only its group fills
    assert "chain:madeup/stage:madeup/assembly/suppliers" in hubs["company:madeup-parent"].sole
    for hub in hubs.values():
        assert 0 <= hub.betweenness <= 1
        assert hub.sentence.zh
        assert hub.sentence.en
