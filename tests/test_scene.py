"""A scene: one call gives what every picture is drawn from, and gaps and pictures go by the same rules."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from madeup import CHAIN as SHOWN
from madeup import madeup_chain
from madeup_gaps import CHAIN, node, records, relation, search

from chainscape import analysis, graph, viz
from chainscape.analysis.facts import read_facts
from chainscape.schema import Code, Scene, Search, Text, UnknownName, UsageError, template, vocabulary
from chainscape.viz.page.origin import foot
from chainscape.viz.reading.chain import read_chain
from chainscape.viz.reading.scenes import find_chain
from chainscape.viz.reading.stages import stages_of

VIZ = Path(__file__).parent.parent / "viz"
OPTO = "chain:optoelectronics"
#: what a function takes when it takes a scene in pieces
PIECES = ("MultiDiGraph", "Findings", "Source", "Template")


@pytest.fixture(scope="module")
def suzhou(pack_store: Any) -> Scene:
    return analysis.scene(pack_store)


# names


def test_a_picture_finds_a_chain_by_the_names_by_which_a_store_does(suzhou: Scene, pack_store: Any):
    words = {}
    for id, type in suzhou.network.nodes(data="type"):
        if type == "IndustryChain":
            known = suzhou.network.nodes[id]["properties"]
            named = [id, known["name"], known["name"].removesuffix("产业链"), known.get("name_en", "")]
            words |= {word: id for word in (*named, *known.get("aliases", ())) if word}
    assert len(words) > 3 * 14
    for word, id in words.items():
        assert find_chain(suzhou.network, word) == analysis.chain_id(pack_store, word) == id, word


@pytest.mark.parametrize("word", ["光典", "", "chain:none"])
def test_a_chain_that_is_not_there_is_told_in_the_same_words(suzhou: Scene, pack_store: Any, word: str):
    with pytest.raises(UnknownName) as by_store:
        analysis.chain_id(pack_store, word)
    with pytest.raises(UnknownName) as by_picture:
        find_chain(suzhou.network, word)
    assert str(by_picture.value) == str(by_store.value)


def test_a_name_of_two_chains_is_told():
    made = madeup_chain()
    made.node("IndustryChain", "chain:twin", "编造产业链", "Made-up twin")
    with pytest.raises(UsageError, match=r"stands for several: chain:made-up, chain:twin\. Give the id"):
        viz.chain_map(made.scene, "编造")


# one call


def test_every_picture_takes_a_chain_by_any_name(suzhou: Scene):
    for picture in (viz.chain_map_svg, viz.network_svg, viz.matrix_svg):
        assert picture(suzhou, "光电") == picture(suzhou, "Optoelectronics") == picture(suzhou, OPTO)
    choice = viz.Choice(chains=("光电", "冶金"))
    assert viz.network_svg(suzhou, choice=choice) == viz.network_svg(
        suzhou, choice=viz.Choice(chains=(OPTO, "chain:metallurgy"))
    )


def test_a_scene_of_one_chain_draws_that_chain(suzhou: Scene, pack_store: Any):
    own = analysis.scene(pack_store, "光电", template())
    assert own.chain == OPTO
    assert {cell.chain for cell in own.findings.cells} == {OPTO}
    assert viz.chain_map(own) == viz.chain_map(own, OPTO)
    assert "网络 · 光电产业链" in viz.network_view(own)
    assert "环节矩阵 · 光电产业链" in viz.coverage_matrix(own)
    with pytest.raises(UsageError, match=r"name the one to draw\. There are: .*光电产业链"):
        viz.chain_map(suzhou)


def test_a_network_alone_makes_a_scene():
    scene = Scene(madeup_chain().network)
    assert "数据日期未载" in foot(scene).zh
    assert template().hash in foot(scene).zh
    assert "编造产业链" in viz.network_svg(scene)
    assert "data pack" in foot(replace(scene, pack_name="x")).en.lower()


# one rule


def test_stages_are_the_same_records_from_a_store_and_from_its_network(suzhou: Scene, pack_store: Any):
    told = read_facts(pack_store, "", template()).stages
    assert len(told) == 102
    shown = [stage for id in {stage.chain for stage in told} for stage in stages_of(suzhou.network, id)]
    assert sorted(shown, key=lambda s: s.id) == sorted(told, key=lambda s: s.id)


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A chain with a status of a planner's own that counts, and one that does not: on stages, links and firms."""
    codes: Any = vocabulary().codes["status"].codes
    codes |= {
        "confirmed": Code("confirmed", Text("已确认", "confirmed"), counts=True),
        "rumoured": Code("rumoured", Text("传闻", "rumoured"), counts=False),
    }
    idle = vocabulary().idle
    object.__setattr__(vocabulary(), "idle", idle | {"rumoured"})
    path = tmp_path_factory.mktemp("statuses") / "store"
    made = records()
    for status in ("confirmed", "rumoured"):
        stage = f"stage:madeup/{status}"
        made += [
            node("Stage", stage, f"虚构环节{status}", status=status),
            relation("PART_OF", stage, CHAIN, status=status, position="downstream", order=5),
            relation("FEEDS", "stage:madeup/assembly", stage, status=status),
            node("Company", f"company:madeup-{status}", f"虚构企业{status}", status=status),
            relation("OPERATES_IN", f"company:madeup-{status}", "stage:madeup/raw", status=status),
            search(stage, "suppliers", "none_found", "inventory"),
        ]
    try:
        with graph.open_store(path, "w") as store:
            graph.load(store, made)
            yield analysis.scene(store)
    finally:
        del codes["confirmed"], codes["rumoured"]
        object.__setattr__(vocabulary(), "idle", idle)


def test_a_status_that_counts_is_in_gaps_and_on_the_map_alike(statuses: Scene):
    cells = {(cell.stage, cell.slot): cell for cell in statuses.findings.cells}
    view = read_chain(statuses, CHAIN)
    known = {stage.id: stage for stage in view.stages}
    assert ("stage:madeup/confirmed", "suppliers") in cells
    assert cells["stage:madeup/confirmed", "suppliers"].verdict.kind == "build"
    assert known["stage:madeup/confirmed"].verdict == "build"
    assert ("stage:madeup/rumoured", "suppliers") not in cells
    assert "stage:madeup/rumoured" not in known
    raw = cells["stage:madeup/raw", "suppliers"]
    assert [each.id for each in raw.evidence] == ["company:madeup-confirmed"]
    assert [row.id for row in known["stage:madeup/raw"].rows] == ["company:madeup-confirmed"]
    assert known["stage:madeup/raw"].aside == {"rumoured": 1}
    # the lane that used to end at assembly goes on
    assert not [each for each in statuses.findings.extensions if each.stage == "stage:madeup/assembly"]
    link = next(feed for feed in view.feeds if feed.end == "stage:madeup/confirmed")
    assert link.certain
    svg = viz.network_svg(statuses, CHAIN)
    assert "虚构环节confirmed" in svg


def test_a_link_that_does_not_count_is_drawn_thin_and_orders_nothing(statuses: Scene):
    network = statuses.network.copy()
    for start, end, _, edge in network.edges(keys=True, data=True):
        if edge["type"] == "FEEDS" and end == "stage:madeup/confirmed":
            edge["properties"] = {"status": "rumoured"}
            changed = (start, end)
    view = read_chain(replace(statuses, network=network), CHAIN)
    assert {(feed.start, feed.end): feed.certain for feed in view.feeds}[changed] is False
    assert changed[1] not in next(s for s in stages_of(network, CHAIN) if s.id == changed[0]).feeds


@pytest.mark.parametrize(
    ("methods", "web"), [(("web",), True), (("web", "web"), True), (("survey", "web"), False), ((), False)]
)
def test_only_web_searches_make_a_gap_uncertain(methods: tuple[str, ...], web: bool):
    cell = next(cell for cell in madeup_chain().cells if cell.state == "not_found")
    looked = tuple(Search("", SHOWN, cell.slot, method, "none_found", "2026") for method in methods)  # type: ignore[arg-type]
    assert replace(cell, searches=looked).web_only == web
    partial = Search("", SHOWN, cell.slot, "survey", "partial", "2026")
    assert replace(cell, searches=(*looked, partial)).web_only == web, "the record that speaks stands first"


# no function takes a scene in pieces


def in_pieces(source: str) -> Iterator[str]:
    """Names of functions that take three or more of what a scene holds."""
    for made in ast.walk(ast.parse(source)):
        if isinstance(made, ast.FunctionDef):
            arguments = [*made.args.posonlyargs, *made.args.args, *made.args.kwonlyargs]
            told = [ast.unparse(each.annotation) for each in arguments if each.annotation]
            names = {each.arg for each in arguments} & {"pack_name"}
            if sum(any(piece in each for each in told) for piece in PIECES) + len(names) >= 3:
                yield made.name


def test_the_check_of_pieces_catches():
    taken = "def draw(network: nx.MultiDiGraph, findings: Findings, *, template: Template) -> str: ..."
    named = "def draw(network: nx.MultiDiGraph, sources: Mapping[str, Source], pack_name: str) -> str: ..."
    assert list(in_pieces(taken)) == list(in_pieces(named)) == ["draw"]
    assert not list(in_pieces("def draw(scene: Scene, lang: str, template: Template) -> str: ..."))


def test_no_function_takes_a_scene_in_pieces():
    found = {str(path): list(in_pieces(path.read_text(encoding="utf-8"))) for path in VIZ.rglob("*.py")}
    assert len(found) > 50
    assert not {path: names for path, names in found.items() if names}


def test_finding_leaves_the_collector_as_it_was(pack_store: Any):
    for switch, is_on in ((gc.enable, True), (gc.disable, False)):
        switch()
        try:
            analysis.find(pack_store, "婚纱")
            assert gc.isenabled() is is_on
            with pytest.raises(UnknownName):
                analysis.find(pack_store, "没有这条链")
            assert gc.isenabled() is is_on
        finally:
            gc.enable()
