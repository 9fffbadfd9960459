"""All states and verdicts on a made-up chain, template files, search records and hubs."""

from __future__ import annotations

from pathlib import Path

import madeup_gaps
import pytest

from chainscape import analysis, graph
from chainscape.schema import DataError, SchemaError, UnknownName, UsageError, template


@pytest.fixture
def store(tmp_path: Path):
    with graph.open_store(tmp_path / "store", mode="w") as store:
        graph.load(store, madeup_gaps.records())
        yield store


def cell_of(store, cell: str):
    return {c.id: c for c in analysis.find(store).cells}[f"{madeup_gaps.CHAIN}/{cell}"]


def test_every_verdict_fires_on_the_made_up_chain(store):
    found = analysis.find(store)
    verdicts = {(c.stage.rpartition("/")[2], c.slot): c.verdict for c in found.cells if c.verdict}
    assert (verdicts["raw", "suppliers"].kind, verdicts["raw", "suppliers"].web_only) == ("build", False)
    assert "没有供应企业" in verdicts["raw", "suppliers"].sentence.zh
    assert (verdicts["", "metrology"].kind, verdicts["", "metrology"].rule) == ("fill", "required-slot-not-found")
    assert (verdicts["", "lead"].kind, verdicts["", "lead"].web_only) == ("fill", True)
    assert (verdicts["assembly", "suppliers"].kind, verdicts["assembly", "suppliers"].rule) == (
        "single_on_record",
        "one-on-record",
    )
    assert "记录中只有一家" in verdicts["assembly", "suppliers"].sentence.zh
    assert "未做普查" in verdicts["assembly", "suppliers"].sentence.zh
    # what the verdict rests on keeps its caveats: who was set aside, and why
    assert "域外" in verdicts["assembly", "suppliers"].sentence.zh
    assert (verdicts["", "testing"].kind, verdicts["", "testing"].rule) == ("strengthen", "one-house")
    assert "查全" in verdicts["", "testing"].sentence.zh
    assert "依据陈旧" in verdicts["", "testing"].sentence.zh
    assert verdicts["part", "suppliers"].rule == "shares-concentrated"
    assert "0.68" in verdicts["part", "suppliers"].sentence.zh
    assert verdicts["", "expert"].rule == "search-partial"
    assert verdicts["", "patent"].kind == "look_up"
    links = {(e.stage, e.position): (e.verdict.kind, e.verdict.rule) for e in found.extensions}
    assert links == {
        ("stage:madeup/assembly", "downstream"): ("extend", "lane-ends-early"),
        ("stage:madeup/service", ""): ("look_up", "links-not-recorded"),
    }
    assert [note.zh for note in found.notes] == [
        "全部产业链有 1 个主体在苏州市之外，不计入：地区出自模板 quality-innovation；"
        "ask outside-bodies 列出是谁、凭什么。"
    ]


def test_one_search_of_the_whole_chain_is_one_gap(store):
    cells = {c.id: c for c in analysis.find(store).cells}
    stage = cells["chain:madeup/stage:madeup/raw/metrology"]
    assert (stage.state, stage.searched_whole, stage.verdict) == ("not_found", True, None)
    assert "就全链查过" in stage.sentence.zh
    assert cells["chain:madeup/-/metrology"].verdict.kind == "fill"


def test_known_numbers_of_firms_forbid_only(store):
    known = madeup_gaps.node(
        "Stage", "stage:madeup/assembly", "虚构环节3", known_firms=600, known_firms_stated="虚构的600余家"
    )
    graph.load(store, [known])
    verdict = cell_of(store, "stage:madeup/assembly/suppliers").verdict
    assert (verdict.kind, verdict.rule) == ("look_up", "more-known")
    assert "虚构的600余家" in verdict.sentence.zh
    assert "只有" not in verdict.sentence.zh


def test_extend_needs_a_search(store):
    store.write([madeup_gaps.search("stage:madeup/assembly", "feeds", "partial", "survey", "2026-02-05")])
    links = {e.stage: e.verdict for e in analysis.find(store).extensions}
    assert (links["stage:madeup/assembly"].kind, links["stage:madeup/assembly"].rule) == (
        "look_up",
        "links-not-recorded",
    )


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
    # a survey does not say that there is none, only an inventory does
    assert "调查未见行业协会" in cell.verdict.sentence.zh
    assert "没有行业协会" not in cell.verdict.sentence.zh
    assert "no associations seen" in cell.verdict.sentence.en


def test_a_search_that_saw_nobody_is_told_where_somebody_is_on_record(store):
    assert cell_of(store, "stage:madeup/part/suppliers").state == "present"
    analysis.add_search(
        store,
        f"{madeup_gaps.CHAIN}/stage:madeup/part/suppliers",
        result="none_found",
        method="survey",
        by="虚构调查组",
        date="2026-03-01",
    )
    cell = cell_of(store, "stage:madeup/part/suppliers")
    assert cell.state == "present"
    assert "另有查证说未见（2026-03-01 虚构调查组 调查" in cell.sentence.zh
    assert "与在录不一" in cell.verdict.sentence.zh


@pytest.mark.parametrize("date", ["9999", "9998-02", "9998-02-03", "9998/9999"])
def test_nobody_has_looked_on_a_day_to_come(store, date: str):
    """One mistyped year would make all else old."""
    before = store.count()["Search"]
    with pytest.raises(UsageError, match="later than today"):
        analysis.add_search(store, "虚构/行业协会", result="partial", method="web", by="虚构", date=date)
    assert store.count()["Search"] == before


def test_a_day_after_the_newest_of_the_data_ages_nothing(store):
    then, now = analysis.find(store, known_by="9000"), analysis.find(store)
    assert then.data_date == now.data_date
    assert [cell.verdict for cell in then.cells] == [
        cell.verdict for cell in analysis.find(store, known_by="2027").cells
    ]


def test_search_add_is_repeatable_and_refuses_what_it_does_not_understand(store):
    before = store.count()["Search"]
    for _ in range(2):
        analysis.add_search(
            store, f"{madeup_gaps.CHAIN}/-/quality", result="none_found", method="web", by="虚构", date="2026-03-01"
        )
    assert store.count()["Search"] == before + 1
    with pytest.raises(UnknownName, match="slot"):
        analysis.add_search(store, "虚构/计两", result="none_found", method="web", by="虚构")
    with pytest.raises(UnknownName, match="stage"):
        analysis.add_search(store, "虚构/虚构环节9/计量", result="none_found", method="web", by="虚构")
    with pytest.raises(UsageError, match="search_method"):
        analysis.add_search(store, "虚构/计量", result="none_found", method="guess", by="虚构")
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
    with pytest.raises(SchemaError, match=r"own.yaml, line \d+, key slots.suppliers.minimum: expected a whole number"):
        template(path)


def test_searches_of_several_cells_links_and_positions_at_once(store, tmp_path: Path):
    made = analysis.add_search(
        store,
        ["虚构/虚构环节1/上下游", "虚构/虚构环节1>虚构环节2", "虚构/下游", "虚构/虚构环节2/计量"],
        result="none_found", method="survey", by="虚构", date="2026-03-01",
    )  # fmt: skip
    assert [(each.subject, each.slot) for each in made] == [
        ("stage:madeup/raw", "feeds"),
        ("stage:madeup/raw>stage:madeup/part", "feeds"),
        ("chain:madeup", "downstream"),
        ("stage:madeup/part", "metrology"),
    ]
    before = store.count()["Search"]
    table = tmp_path / "searches.csv"
    table.write_text(
        "cell,result,method,by,date,queries,pages\n虚构/标准,none_found,web,虚构,2026-03-02,甲;乙,12\n虚构/认证认可,found,survey,虚构,,,\n",
        encoding="utf-8",
    )
    first, second = analysis.add_searches(store, table)
    assert (first.queries, first.pages_read, second.result) == (("甲", "乙"), 12, "found")
    table.write_text(
        "cell,result,method,by\n虚构/标准,none_found,web,虚构\n虚构/没有,none_found,web,\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"searches.csv, row 3, cell '虚构/没有'.*nothing was|nothing was.*row 3"):
        analysis.add_searches(store, table)
    assert store.count()["Search"] == before + 2


def test_known_by_leaves_out_what_was_said_later(store):
    now = analysis.find(store, known_by="2026-12")
    then = analysis.find(store, known_by="2020")
    cells = {c.id: c for c in then.cells}
    # of all evidence only the old testing service was known in 2020, and nobody had looked
    assert {c.id for c in then.cells if c.state == "present"} <= {c.id for c in now.cells if c.state == "present"}
    assert cells["chain:madeup/-/testing"].state == "present"
    assert not [c for c in then.cells if c.searches]
    assert (then.known_by, then.data_date) == ("2020", "2020")
    changed = {row["id"]: row for row in analysis.compare(then, now)}
    assert "新查证" in changed["chain:madeup/-/metrology"]["why"]
    backwards = {row["id"]: row for row in analysis.compare(now, then)}
    assert "不再有查证 1 次" in backwards["chain:madeup/-/metrology"]["why"]


def test_hubs_of_the_made_up_chain(store):
    hubs = {h.id: h for h in analysis.find(store).hubs}
    assert hubs["institute:madeup"].chains == ("chain:madeup",)
    assert "company:madeup-planned" not in hubs
    assert "company:madeup-abroad" not in hubs
    # sole support: what only its house fills; parent and child are one house and one row
    assert "chain:madeup/stage:madeup/assembly/suppliers" in hubs["company:madeup-parent"].sole
    assert hubs["company:madeup-parent"].bodies == ("company:madeup-child", "company:madeup-parent")
    assert "company:madeup-child" not in hubs
    for hub in hubs.values():
        assert hub.betweenness is None or 0 <= hub.betweenness <= 1
        assert hub.sentence.zh
        assert hub.sentence.en


def test_a_scene_by_a_date_has_only_what_was_known(store):
    then, now = analysis.scene(store, known_by="2020"), analysis.scene(store)
    # of all relations only the old testing service was known; nodes stay
    assert [edge["type"] for *_, edge in then.network.edges(data=True)] == ["TESTS_FOR"]
    assert set(then.network) == set(now.network)
    assert {hub.id for hub in then.findings.hubs} == {"institute:madeup"}
