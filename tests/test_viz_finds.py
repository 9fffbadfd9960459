"""What the rules of gaps and hubs say, on every picture: 单点(在录), links to look up, houses, things; no browser."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest
from madeup import CHAIN, MadeUp, madeup_chain
from madeup_finds import COMMAND, NOTE, cell_of, change, madeup_finds
from madeup_network import madeup_chains
from wholepages import data_of, squares, whole

from chainscape import viz
from chainscape.schema import Falls, Hub, Scene, Text, Verdict
from chainscape.viz.network.drawing import draw
from chainscape.viz.reading import MEASURES, coverages, in_words, lists, panel_data, read_chain
from chainscape.viz.reading.listing import GAPS
from chainscape.viz.reading.measures import FALLS, badges

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return madeup_finds()


@pytest.fixture(scope="module")
def data(made: MadeUp) -> dict:
    return panel_data(made.scene, set(made.network))


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Scene:
    return whole(pack_store)


def groups(svg: str, style: str) -> list[ET.Element]:
    return [g for g in ET.fromstring(svg).iter(f"{SVG}g") if style in (g.get("class") or "").split()]


def of(svg: str, style: str, id: str, name: str = "data-id") -> ET.Element:
    return next(g for g in groups(svg, style) if g.get(name) == id)


def words(element: ET.Element) -> str:
    return " ".join("".join(t.itertext()) for t in element.iter(f"{SVG}text"))


# single on record


def test_a_single_house_has_a_seal_of_its_own_on_the_map(made: MadeUp):
    card = of(viz.chain_map_svg(made.scene, CHAIN), "stage", "stage:early")
    assert card.get("class") == "stage single_on_record"
    (seal,) = [g for g in card if (g.get("class") or "").startswith("seal")]
    assert (seal.get("class"), words(seal)) == ("seal single_on_record", "单点（在录）")
    english = of(viz.chain_map_svg(made.scene, CHAIN, lang="en"), "stage", "stage:early")
    assert "Single on record" in words(english)


def test_every_picture_marks_few_only_where_a_verdict_says_so(made: MadeUp):
    found = squares(viz.coverage_matrix(made.scene, chain=CHAIN))
    assert found[f"{CHAIN}/stage:early/suppliers"] == ("c present single old", "1")
    assert found[f"{CHAIN}/stage:whole/suppliers"] == ("c present one old", "1")
    assert found[f"{CHAIN}/stage:early/testing"] == ("c present", "1"), "one by count, and no verdict"
    svg = viz.matrix_svg(made.scene, CHAIN)
    assert (svg.count('class="cut"'), svg.count('class="hint"')) == (2, 2), "one, and its sample"
    sheet = viz.overview_svg(made.scene)
    assert "alone" in (of(sheet, "o-box", "stage:whole").get("class") or "").split()
    assert "alone" not in (of(sheet, "o-box", "stage:early").get("class") or "").split()


def test_the_verdict_and_not_the_count_makes_strengthen():
    made = madeup_chain()
    change(made, "stage:whole", "suppliers", verdict=None)
    assert squares(viz.coverage_matrix(made.scene, chain=CHAIN))[f"{CHAIN}/stage:whole/suppliers"][0] == "c present old"
    legends = viz.coverage_matrix(made.scene) + viz.overview_page(made.scene)
    assert "只有 1 家：强链" not in legends
    assert "one alone: strengthen" not in legends


def test_it_has_a_list_of_its_own_and_is_no_gap(made: MadeUp):
    found = {each["title"]: each["entries"] for each in lists(made.scene, set(made.network))}
    assert [entry["key"] for entry in found["list_single"]] == [f"{CHAIN}/stage:early/suppliers"]
    assert {entry["kind"] for entry in found["list_single"]} == {"single_on_record"}
    assert {entry["kind"] for entry in found["list_gap"]} == set(GAPS)
    assert {entry["kind"] for entry in found["list_strengthen"]} == {"strengthen"}
    (coverage,) = coverages(made.scene)
    kinds = Counter(cell.verdict.kind for cell in made.cells if cell.verdict)
    kinds.update(each.verdict.kind for each in made.extensions)
    assert coverage.gaps == sum(kinds[kind] for kind in GAPS)
    assert coverage.look_up == kinds["look_up"]


def test_gaps_stand_by_what_hangs_on_them(made: MadeUp):
    (gaps,) = [each["entries"] for each in lists(made.scene, set()) if each["title"] == "list_gap"]
    fills = [entry["key"] for entry in gaps if entry["kind"] == "fill"]
    assert fills[0] == f"{CHAIN}/stage:whole/metrology", "two stages hang on it"


def test_a_folded_lane_counts_single_houses():
    from madeup import madeup_stages

    made = madeup_stages(70)
    change(made, "stage:0", "suppliers", verdict=Verdict("single_on_record", "x", Text("一句。", "One.")))
    lane = groups(viz.chain_map_svg(made.scene, CHAIN), "lane")[0]
    assert "单点（在录） 1" in (lane.get("aria-label") or "")


# links that nobody looked for


def test_links_that_nobody_looked_for_are_to_look_up(made: MadeUp):
    found = {each["title"]: each["entries"] for each in lists(made.scene, set())}
    keys = {entry["key"] for entry in found["list_look_up"]}
    assert {f"{CHAIN}/stage:alone/links", f"{CHAIN}/stage:guessed/extend-downstream"} <= keys
    assert [entry["key"] for entry in found["list_gap"] if entry["kind"] == "extend"] == [
        f"{CHAIN}/stage:early2/extend-downstream",
        f"{CHAIN}/stage:nowhere/links",
    ]
    (entry,) = [entry for entry in found["list_look_up"] if entry["key"].endswith("alone/links")]
    assert entry["label"] == ["单列大环节｜上下游关系", "A large stage alone | links"]
    (coverage,) = coverages(made.scene)
    assert coverage.ends == 2


def test_the_map_draws_them_lightly(made: MadeUp):
    svg = viz.chain_map_svg(made.scene, CHAIN)
    light = of(svg, "stage", f"{CHAIN}/stage:guessed/extend-downstream")
    assert light.get("class") == "stage look_up"
    assert "待查" in words(light)
    assert "链到此为止" not in words(light)
    assert of(svg, "stage", f"{CHAIN}/stage:early2/extend-downstream").get("class") == "stage extend"
    lines = re.findall(r'class="feed ghost-line (\w+)"', svg)
    assert sorted(lines) == ["extend", "look_up"]
    assert "上下游关系未载" in words(of(svg, "stage", "stage:alone"))
    assert "查过，未见上下游" in words(of(svg, "stage", "stage:nowhere"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_stage_that_stands_alone_breaks_no_picture(made: MadeUp, lang: str):
    for text in (
        viz.chain_map(made.scene, CHAIN, lang=lang), viz.network_view(made.scene, lang=lang),
        viz.coverage_matrix(made.scene, lang=lang), viz.overview_page(made.scene, lang=lang),
        viz.book_page(made.scene, lang=lang), viz.large_view(made.scene, lang=lang),
    ):  # fmt: skip
        assert data_of(text)["extensions"][f"{CHAIN}/stage:alone/links"]["position"] == ""
    ET.fromstring(viz.overview_svg(made.scene, lang=lang))
    ET.fromstring(viz.network_svg(made.scene, lang=lang))


def test_the_network_keeps_them_quiet(made: MadeUp):
    ghosts = {ghost.cells[0]: ghost for ghost in draw(made.scene).ghosts if ghost.id.startswith(("look_up", "extend"))}
    assert ghosts[f"{CHAIN}/stage:alone/links"].kind == "look_up"
    assert ghosts[f"{CHAIN}/stage:alone/links"].label == Text("待查 上下游关系", "look up links")
    assert ghosts[f"{CHAIN}/stage:early2/extend-downstream"].kind == "extend"
    boxes = {g.get("data-id") for g in groups(viz.overview_svg(made.scene), "o-box")}
    assert f"{CHAIN}/stage:alone/links" not in boxes
    assert f"{CHAIN}/stage:nowhere/links" in boxes


# searches


def test_a_search_for_the_whole_chain_is_lighter_and_no_gap_of_the_stage(made: MadeUp):
    svg = viz.chain_map_svg(made.scene, CHAIN)
    id = f"{CHAIN}/stage:nowhere/metrology"
    mark = of(svg, "cell", id, "data-cell")
    assert mark.get("class") == "cell not_found web whole"
    assert not [child for child in mark if child.get("class") == "corner"]
    title = mark.find(f"{SVG}title")
    assert title is not None
    assert title.text == "计量：就全链在网上查过，尚未查到"
    assert squares(viz.coverage_matrix(made.scene, chain=CHAIN))[id] == ("c not_found web whole", "未见")
    assert f"gap/{id}" not in {ghost.id for ghost in draw(made.scene).ghosts}
    assert f"gap/{CHAIN}/stage:whole/metrology" in {ghost.id for ghost in draw(made.scene).ghosts}


def test_stages_all_searched_by_their_chain_are_no_stage_to_build():
    made = madeup_chain()
    told = cell_of(made, "stage:chips", "suppliers")
    for at, cell in enumerate(made.cells):
        if cell.slot == "suppliers":
            made.cells[at] = replace(
                told, id=cell.id, stage=cell.stage, searched_whole=True, verdict=None, set_aside=()
            )
    assert squares(viz.coverage_matrix(made.scene))[f"{CHAIN}/-/suppliers"] == ("c not_found web whole", "未见")
    box = of(viz.overview_svg(made.scene), "o-box", "stage:raw")
    assert "searched" in (box.get("class") or "").split()
    assert "build" not in (box.get("class") or "").split()


def test_the_panel_is_told_all_that_is_known_of_a_search(data: dict):
    cell = data["cells"][f"{CHAIN}/stage:whole/metrology"]
    assert data["searches"][cell["searches"][0]]["note"] == [NOTE.zh, NOTE.en]
    assert [data["searches"][at]["result"] for at in cell["against"]] == ["found"]
    assert cell["result"] == "partial", "too little was searched to say none_found"
    assert cell["known"] == ["600 多家", "over 600"]
    assert cell["next"] == [
        ["可询问：编造研究院。查后登记：", "Could be asked: X. Then record it:"],
        [COMMAND, COMMAND],
    ]
    assert cell["hangs"] == [2, 19, 1]
    assert data["cells"][f"{CHAIN}/stage:raw/testing"]["outdated"] is True
    assert data["cells"][f"{CHAIN}/stage:nowhere/metrology"]["searched_whole"] is True
    assert data["extensions"][f"{CHAIN}/stage:nowhere/links"]["searches"]
    plain = data["cells"][f"{CHAIN}/stage:parts/testing"]
    assert not {"next", "known", "against", "outdated", "searched_whole", "result", "units"} & plain.keys()


# what is counted


def test_the_same_slot_has_the_same_figure_everywhere(made: MadeUp, data: dict):
    id, cell = f"{CHAIN}/stage:parts/suppliers", cell_of(made, "stage:parts", "suppliers")
    assert (cell.count, len(cell.evidence)) == (3, 4), "two bodies of one house"
    assert squares(viz.coverage_matrix(made.scene, chain=CHAIN))[id][1] == "3"
    assert data["cells"][id]["count"] == 3
    corner = [t.text for t in of(viz.overview_svg(made.scene), "o-box", "stage:parts") if t.get("class") == "o-count"]
    assert corner == ["3"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_boxes_of_the_map_and_squares_of_the_matrix_agree(suzhou: Scene, lang: str):
    found = squares(viz.coverage_matrix(suzhou, lang=lang))
    for chain in ("chain:optoelectronics", "chain:wedding"):
        if chain not in suzhou.network:
            continue
        svg = viz.chain_map_svg(suzhou, chain, lang=lang)
        for slot in suzhou.template.slots_of(stage=False):
            id = f"{chain}/-/{slot.name}"
            label = of(svg, "box", id, "data-cell").get("aria-label") or ""
            assert re.search(r" (\d+),", label + ",") is None or found[id][1] in re.findall(r"\d+", label.split(",")[0])


def test_things_are_items_and_persons_are_no_houses(made: MadeUp, data: dict):
    cell = cell_of(made, "stage:parts", "standard")
    assert data["cells"][cell.id]["units"] == [1, 0, 2]
    assert in_words(cell.evidence) == Text("1 家、2 项", "1 house, 2 items")
    expert = cell_of(made, "", "expert")
    assert data["cells"][expert.id]["units"] == [0, 1, 0]
    assert in_words(expert.evidence) == Text("1 位", "1 person")
    assert in_words(()) == Text("0 家", "0 houses")


# hubs


def test_all_bodies_of_a_hub_are_known_by_their_house(made: MadeUp, data: dict):
    for body in ("company:hub", "company:sub"):
        node = data["nodes"][body]
        assert (node["house"], node["hub"]) == ("company:hub", True)
        assert node["role"] == ["横跨 3 个环节。", "works in 3 stages."]
        assert node["sole"] == [f"{CHAIN}/stage:whole/suppliers"]
    assert data["houses"] == {"company:hub": ["江苏编造枢纽集团有限公司", "Jiangsu Made-up Hub Group Co., Ltd."]}
    assert data["members"] == {"company:hub": ["company:hub", "company:sub"]}
    assert "house" not in data["nodes"]["company:lead"]
    shown = viz.large_view(made.scene)
    assert list(data_of(shown)["large"]["house"].values()) == ["company:hub", "company:hub"]


def test_a_house_spans_what_any_of_its_bodies_does(made: MadeUp):
    spans = read_chain(made.scene, CHAIN).spans
    assert [(row.id, stages) for row, stages in spans] == [
        ("company:hub", ("stage:parts", "stage:whole", "stage:alone"))
    ]
    svg = viz.chain_map_svg(made.scene, CHAIN)
    rows = [g.get("data-id") for g in of(svg, "stage", "stage:parts") if "hub" in (g.get("class") or "").split()]
    assert rows == ["company:hub", "company:sub"]


def hub(falls: Falls, between: float | None = 0.5) -> Hub:
    return Hub("company:x", Text("某", "X"), "Company", 3, between, (), (), (), (), True, Text("", ""), falls=falls)


def test_the_badge_names_the_first_part_of_what_falls():
    parts = {
        "empties": Falls(empties=("s",), slots=("c", "d")), "slots": Falls(slots=("c", "d"), routes=9),
        "inherited": Falls(inherited=("c",)), "one": Falls(left_on_one=("c",), routes=2),
        "cut": Falls(cut_off=("s",)), "routes": Falls(routes=4), "customers": Falls(customers=("f",)),
    }  # fmt: skip
    assert tuple(parts) == FALLS
    assert MEASURES[0] == "falls"
    shown = [badges(hub(falls), 1)[0].zh for falls in parts.values()]
    assert shown == ["空 1 环节", "空 2 格", "失 1 格", "余一 1", "断 1", "断线 4", "客户 1"]
    assert badges(hub(Falls()), 1)[0] == Text("", "")


def test_betweenness_that_was_not_computed_shows_nothing():
    at = MEASURES.index("betweenness")
    assert badges(hub(Falls(), None), 1)[at] == Text("", "")
    assert badges(hub(Falls(), 0.0), 1)[at].zh == "0.0%"


def test_hubs_stand_in_the_order_of_the_findings():
    made = madeup_chains(3)
    first = made.hubs[0]
    made.hubs.append(replace(first, id="consortium:0", degree=99, falls=Falls()))
    data = panel_data(made.scene, set(made.network))
    figures = {id: each[0] for id, each in data["hubs"].items()}
    assert sorted(figures, key=lambda body: -figures[body]) == [first.id, "consortium:0"]
    (listed,) = [each["entries"] for each in lists(made.scene, set(made.network)) if each["title"] == "list_hub"]
    assert [entry["key"] for entry in listed] == [first.id, "consortium:0"]


# two languages


def test_prose_in_two_languages_is_packed_with_its_twin(data: dict):
    node = data["nodes"]["company:sub"]
    assert data["twins"]["note"] == "note_en"
    assert node["properties"]["details"] == [["商户数", "Merchants", ">600"], "无名一项"]
    assert node["properties"]["details_en"] == [["商户数", "Merchants", ">600"], "an item without name"]
    assert {name for name, _ in node["differ"]} == {"note", "note_en"}
    json.dumps(data)
