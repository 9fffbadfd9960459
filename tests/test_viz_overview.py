"""The overview: rows, boxes and totals are those of the findings; page and SVG file."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hostile import HOSTILE, madeup_hostile
from madeup import CHAIN, madeup_chain
from madeup_network import madeup_chains
from wholepages import data_of, whole

from chainscape import analysis, viz
from chainscape.schema import Scene
from chainscape.viz.overview.frame import MOST_BODIES, WIDTH

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Scene:
    return whole(pack_store)


@pytest.fixture(scope="module")
def drawing(suzhou: Scene) -> ET.Element:
    return ET.fromstring(viz.overview_svg(suzhou))


def having(root: ET.Element, style: str) -> list[ET.Element]:
    return [each for each in root.iter() if style in (each.get("class") or "").split()]


def text(element: ET.Element) -> str:
    return "".join("".join(t.itertext()) for t in element.iter(f"{SVG}text"))


def test_a_row_a_chain_with_its_gaps(suzhou: Scene, drawing: ET.Element):
    rows = {row.get("data-id"): row for row in having(drawing, "o-row")}
    summary = {row["chain"]: row for row in analysis.summary_rows(suzhou.findings)}
    assert set(rows) == set(summary)
    for chain, row in rows.items():
        gaps = sum(summary[chain][kind] for kind in ("build", "fill", "extend"))
        assert int(row.get("data-gaps", "")) == gaps
        (total,) = having(row, "o-total")
        assert (total.text or "") == (str(gaps) if gaps else "–")
        title = total.find(f"{SVG}title")
        assert title is not None
        figures = [int(n) for n in re.findall(r"\d+", (title.text or "").rpartition(":")[2])]
        assert figures[0] == sum(figures[1:4]), "the tooltip says what the total is made of"
        assert figures[3] == summary[chain]["extend"]
        assert figures[4] == summary[chain]["look_up"]
    order = [int(row.get("data-gaps", "")) for row in having(drawing, "o-row")]
    assert order == sorted(order, reverse=True)


def test_a_box_a_stage_with_its_firms(suzhou: Scene, drawing: ET.Element):
    # a box of the legend is of no stage
    boxes = {box.get("data-id"): box for box in having(drawing, "o-box") if box.get("data-id")}
    cells = {cell.stage: cell for cell in suzhou.findings.cells if cell.slot == "suppliers"}
    ends = {each.id for each in suzhou.findings.extensions if each.verdict.kind == "extend"}
    assert set(boxes) == set(cells) | ends, "待查 is no end of a chain"
    for stage, cell in cells.items():
        style = (boxes[stage].get("class") or "").split()
        (corner,) = having(boxes[stage], "o-count")
        if cell.state == "present":
            assert corner.text == str(cell.count)
            assert ("many" in style, "some" in style, "one" in style) == (
                cell.count >= 5, 2 <= cell.count < 5, cell.count == 1
            )  # fmt: skip
        elif cell.state == "not_found" and cell.searched_whole:
            assert "searched" in style
            assert "build" not in style
            assert corner.text == "未见"
        elif cell.state == "not_found":
            assert "build" in style
            assert corner.text == ("未见" if "web" in style else "缺")
        else:
            assert "unknown" in style
            assert corner.text == "?"


def test_under_a_name_stands_what_the_whole_chain_lacks(suzhou: Scene, drawing: ET.Element):
    marks = {slot.name: slot.mark.zh for slot in suzhou.template.slots.values()}
    seen = set()
    for row in having(drawing, "o-row"):
        own = [cell for cell in suzhou.findings.cells if cell.chain == row.get("data-id") and not cell.stage]
        lacks = [cell for cell in own if cell.verdict and cell.verdict.kind == "fill"]
        (line,) = having(row, "o-support")
        title, *rest = line
        assert len((title.text or "").split("；")) == len(suzhou.template.slots)
        told = [part for part in rest if (part.get("class") or "").startswith("o-lack")]
        assert [(part.text or "").strip() for part in told] == (
            ["补", *(marks[cell.slot] for cell in lacks)] if lacks else []
        )
        assert [part.get("class") == "o-lack web" for part in told[1:]] == [cell.web_only for cell in lacks]
        seen.add(len(lacks))
    assert {0, 4} <= seen
    legend = viz.overview_page(suzhou).partition('class="legend"')[2].partition("</footer>")[0]
    assert all(f"{marks[slot]} " in legend for slot in ("metrology", "certification"))


def test_many_gaps_of_a_chain_are_counted():
    made = madeup_chains(1, stages=1)
    chain = made.cells[-1].chain
    fills = replace(next(cell for cell in made.cells if cell.verdict and cell.verdict.kind == "fill"), stage="")
    slots = ("lead", "metrology", "standard", "testing", "certification")
    made.cells[:] = [replace(fills, id=f"{chain}/-/{slot}", chain=chain, slot=slot) for slot in slots]
    (line,) = having(ET.fromstring(viz.overview_svg(made.scene, lang="en")), "o-support")
    assert [part.text for part in line[1:]] == ["Fill", " 5"]


def test_bodies_on_several_chains(suzhou: Scene, drawing: ET.Element):
    wide = {hub.id: hub for hub in suzhou.findings.hubs if len(hub.chains) > 1 and hub.type != "Agency"}
    heads = [each.get("data-id") for each in having(drawing, "o-body")]
    assert set(heads) == set(wide)
    assert len(heads) <= MOST_BODIES
    for row in having(drawing, "o-row"):
        tied = {each.get("data-id") for each in having(row, "o-tie")}
        assert tied == {id for id, hub in wide.items() if row.get("data-id") in hub.chains}
    names = ["".join(each.itertext()) for each in having(drawing, "o-body-name")]
    assert "苏州计量院" in names, "one text each, so that it can be found and copied"


def test_it_stays_within_its_width_and_boxes_go_on_in_the_next_line():
    made = madeup_chains(3, stages=90)
    for lang in ("zh", "en"):
        svg = viz.overview_svg(made.scene, lang=lang)
        root = ET.fromstring(svg)
        assert float(root.get("width", "")) <= WIDTH[lang]
        for row in having(root, "o-row"):
            places = [tuple(g.get("transform", "") for g in row if box in list(g)) for box in having(row, "o-box")]
            assert len(set(places)) == 90


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_of_the_pack_is_cut(suzhou: Scene, lang: str):
    root = ET.fromstring(viz.overview_svg(suzhou, lang=lang))
    assert [each.text for each in root.iter(f"{SVG}text") if "…" in "".join(each.itertext())] == []
    assert float(root.get("width", "")) <= 1176, "a window of 1,280 px holds it beside the panel at .85"


def test_a_line_of_boxes_is_as_high_as_its_longest_name_needs(suzhou: Scene):
    root = ET.fromstring(viz.overview_svg(suzhou, lang="en"))
    heights = set()
    for box in having(root, "o-box"):
        if not box.get("data-id"):
            continue
        (card,) = having(box, "card")
        high, lines = float(card.get("height", "")), [float(each.get("y", "")) for each in having(box, "o-name")]
        assert max(lines) < high - 10, "the figure stands below the name"
        heights.add(high)
    assert len(heights) > 2


def test_stages_without_position_have_a_zone_of_their_own():
    made = madeup_chain()
    zh = viz.overview_svg(made.scene)
    assert "位置未载" in zh
    assert "未见" in zh, "searched on the web alone"
    assert len(having(ET.fromstring(zh), "extend")) == len(made.extensions)


def test_no_chain_at_all():
    made = madeup_chain()
    assert "这里还没有任何记录" in viz.overview_svg(Scene(made.network))


def test_the_map_beside_the_page_and_nothing_else_is_linked():
    made = madeup_chain()
    for file, kept in (("map-x.html", True), ("https://example.org/x", False), ("javascript:x", False), ("a/b", False)):
        page = viz.overview_page(made.scene, beside=viz.pages_beside(made.scene, {viz.Shown("map", CHAIN): file}))
        assert (CHAIN in data_of(page)["maps"]) == kept


def test_the_same_bytes_each_run_and_no_variable_in_the_file(suzhou: Scene):
    first = viz.overview_page(suzhou)
    assert viz.overview_page(suzhou) == first
    svg = viz.overview_svg(suzhou, lang="en")
    assert svg == viz.overview_svg(suzhou, lang="en")
    assert "var(--" not in svg
    assert "Data as of" in svg
    assert viz.document(svg).count("<style") == 0


def test_hostile_names_are_inert():
    made = madeup_hostile()
    page = viz.overview_page(made.scene)
    body = page[: page.index('<script type="application/json"')]
    assert "<img" not in body
    assert "<script" not in body
    assert not [name for name in HOSTILE[:6] if name in body]
    ET.fromstring(viz.overview_svg(made.scene))
