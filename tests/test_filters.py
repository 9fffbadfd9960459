"""What a filter keeps of the pack's findings: verdicts stay, a recount agrees, whom it cannot see is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from chainscape import analysis
from chainscape.graph import sources
from chainscape.schema import Filter, Findings

WUJIANG = "region:wujiang"


@pytest.fixture(scope="module")
def findings(pack_store) -> Findings:
    return analysis.find(pack_store)


@pytest.fixture
def here(pack_path: Path, monkeypatch, tmp_path: Path):
    """Commands find the pack's store by the environment; the current folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(pack_path))


@pytest.mark.parametrize(
    "asked",
    [
        Filter(regions=(WUJIANG,)),
        Filter(methods=("none",)),
        Filter(verdicts=("links", "single_on_record")),
        Filter(reliability="A"),
        Filter(source="光电产业商会"),
        Filter(regions=(WUJIANG,), reliability="B", methods=("web", "none")),
    ],
)
def test_what_is_kept_is_kept_as_it_was(pack_store, findings: Findings, asked: Filter):
    kept = analysis.filtered(findings, asked, sources(pack_store))
    assert 0 < len(kept.cells) + len(kept.extensions) < len(findings.cells) + len(findings.extensions)
    assert set(map(id, kept.cells)) <= set(map(id, findings.cells)), "no cell, state or verdict is made anew"
    assert set(map(id, kept.hubs)) <= set(map(id, findings.hubs))


def test_a_region_keeps_what_bodies_in_it_fill_by_the_table_of_the_pack(findings: Findings):
    places = Path(__file__).parent.parent / "data/suzhou/relations/located_in.csv"
    with places.open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row]
    inside = {WUJIANG}
    for _ in range(4):
        inside |= {row[0] for row in rows if row[1] in inside}
    kept = {cell.id for cell in analysis.filtered(findings, Filter(regions=(WUJIANG,))).cells}
    assert kept == {
        cell.id
        for cell in findings.cells
        if any((each.bearer or each.id) in inside for each in (*cell.evidence, *cell.set_aside))
    }


def test_links_are_a_part_of_what_is_to_be_looked_up(findings: Findings):
    links, look_up = (analysis.filtered(findings, Filter(verdicts=(kind,))) for kind in ("links", "look_up"))
    assert {each.verdict.rule for each in links.extensions} == {"links-not-recorded"}
    assert {each.id for each in links.extensions} < {each.id for each in look_up.extensions} | {"-"}
    assert not links.cells


def test_whom_a_region_cannot_see_is_counted_by_type(findings: Findings):
    left = analysis.unplaced(findings)
    seats = {e.id: e.region for cell in findings.cells for e in cell.evidence if e.bearer in ("", e.id)}
    assert sum(left.unknown.values()) == sum(seat == "unknown" for seat in seats.values())
    assert left.unknown["Company"] > 0
    assert left.wider["Company"] > 0


@pytest.mark.usefixtures("here")
def test_gaps_and_hubs_take_the_same_options_and_tell_how_many(run):
    words = ("--region", "吴江", "--method", "none", "--lang", "zh")
    answer = run("gaps", "光电", "--all", *words)
    assert answer.code == 0
    assert "符合条件 " in answer.err
    assert "其余并不是缺失" in answer.err
    assert "所在地未载 13 家（企业 6、" in answer.err
    rows = json.loads(run("gaps", "光电", "--all", *words, "--format", "json").out)
    assert all(WUJIANG in row["districts"] or row["set_aside"] for row in rows)
    assert {row["method"] for row in rows} == {""}
    assert {"reliability", "newest", "unplaced"} <= set(rows[0])
    hubs = json.loads(run("hubs", *words, "--format", "json").out)
    assert {row["id"] for row in hubs} == {"company:hengtong-group", "company:tongding-group"}
    assert all(WUJIANG in row["districts"] for row in hubs)
    assert run("gaps", "--verdict", "links", "--format", "json").out.count("links-not-recorded") == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gaps", "--method", "phone"], "没有名为「phone」的查证方式"),
        (["hubs", "--verdict", "bad"], "没有名为「bad」的判断"),
        (["gaps", "--region", "吴江X"], "没有名为「吴江X」的地区"),
        (["matrix", "--reliability", "D", "-o", "x.html"], "--reliability"),
        (["map", "光电", "--method", "web", "-o", "x.svg"], ".html"),
        (["network", "光电", "--source", "x", "--large", "-o", "x.html"], ".html"),
    ],
)
def test_what_there_is_not_is_refused(run, words: list[str], said: str):
    answer = run(*words)
    assert answer.code == 2
    assert said in answer.err
    assert not Path("x.html").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "opens"),
    [
        (["map", "光电", "--region", "吴江"], "region=region%3Awujiang"),
        (["matrix", "--verdict", "fill", "--method", "web,survey"], "verdict=fill&method=survey,web"),
        (["network", "光电", "--reliability", "b"], "grade=B"),
    ],
)
def test_a_page_opens_with_its_filter(run, words: list[str], opens: str):
    assert run(*words, "-o", "x.html").code == 0
    text = Path("x.html").read_text(encoding="utf-8")
    assert f'"opens":"{opens}"'.replace("&", "\\u0026") in text
