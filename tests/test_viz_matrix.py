"""The coverage matrix: every figure is one of the findings, in the state that they say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hostile import HOSTILE, madeup_hostile
from madeup import CHAIN, MadeUp, madeup_chain
from wholepages import data_of, squares, whole

from chainscape import viz
from chainscape.schema import Scene, UnknownName, count_of
from chainscape.viz.reading.coverage import coverages


@pytest.fixture(scope="module")
def suzhou(pack_store) -> Scene:
    return whole(pack_store)


@pytest.fixture(scope="module")
def page(suzhou: Scene) -> str:
    return viz.coverage_matrix(suzhou)


def made_page(made: MadeUp, **options) -> str:
    return viz.coverage_matrix(made.scene, **options)


def test_each_square_is_a_cell_of_the_findings(suzhou: Scene, page: str):
    found = squares(page)
    cells = {cell.id: cell for cell in suzhou.findings.cells if not cell.stage}
    words = {"not_found": ("缺", "未见"), "unknown": ("?",), "not_expected": ("–",)}
    for id, cell in cells.items():
        classes, text = found[id]
        assert cell.state in classes.split()
        assert text in words.get(cell.state, (str(cell.count),))
        assert ("web" in classes.split()) == (cell.state == "not_found" and cell.web_only)
        assert (text == "未见") == ("web" in classes.split()), "no 缺 on a web search alone"
    chains = {cell.chain for cell in cells.values()}
    assert set(found) == cells.keys() | {f"{chain}/-/suppliers" for chain in chains}
    assert len(found) == len(chains) * len(suzhou.template.slots)


def test_suppliers_of_a_chain_add_up_its_stages(suzhou: Scene, page: str):
    found, data = squares(page), data_of(page)
    for chain in {cell.chain for cell in suzhou.findings.cells}:
        stages = [c for c in suzhou.findings.cells if c.chain == chain and c.slot == "suppliers"]
        count = count_of(evidence for cell in stages for evidence in cell.evidence)
        classes, text = found[f"{chain}/-/suppliers"]
        assert (text == str(count)) == bool(count)
        if not count:
            searched = bool(stages) and all(cell.state == "not_found" for cell in stages)
            assert ("not_found" in classes.split()) == searched
        cell = data["cells"][f"{chain}/-/suppliers"]
        assert {data["evidence"][at]["id"] for at in cell["evidence"]} == {e.id for c in stages for e in c.evidence}
        assert re.match(f"{len(stages)} 个环节", cell["sentence"][0])


def test_rows_stand_by_their_gaps_and_the_side_counts_them(suzhou: Scene, page: str):
    rows = re.findall(r'<tr data-id="([^"]*)">.*?data-value="\d+" data-csv="(\d+)\|(\d+)\|(\d+)"', page)
    gaps = [int(gap) for _, _, gap, _ in rows]
    assert gaps == sorted(gaps, reverse=True)
    cells = [cell for each in coverages(suzhou) for cell in each.cells]
    for chain, *counts in rows:
        states = [cell.state for cell in cells if cell.chain == chain]
        assert [int(n) for n in counts] == [states.count(s) for s in ("present", "not_found", "unknown")]


def test_the_stages_of_one_chain(suzhou: Scene):
    chain = "chain:optoelectronics"
    page = viz.coverage_matrix(suzhou, chain=chain)
    found = squares(page)
    slots = {slot.name for slot in suzhou.template.slots_of(stage=True)}
    wanted = {c.id for c in suzhou.findings.cells if c.chain == chain and c.slot in slots}
    assert set(found) == wanted | {f"{chain}/-/suppliers"}
    inherited = [c for c in suzhou.findings.cells if c.id in wanted and c.inherited]
    assert inherited
    assert all("inherited" in found[cell.id][0].split() for cell in inherited)
    positions = re.findall(r'data-value="(\d)"><span data-zh="[上中下]游"', page)
    assert positions == sorted(positions)
    with pytest.raises(UnknownName):
        viz.coverage_matrix(suzhou, chain="chain:none")


def test_states_of_the_made_up_chain():
    found = squares(made_page(madeup_chain(), chain=CHAIN))
    assert found[f"{CHAIN}/stage:raw/suppliers"] == ("c not_found", "缺")
    assert found[f"{CHAIN}/stage:chips/suppliers"] == ("c not_found web", "未见")
    assert found[f"{CHAIN}/stage:whole/suppliers"] == ("c present one old", "1")
    assert found[f"{CHAIN}/stage:nowhere/suppliers"] == ("c unknown", "?")
    assert squares(made_page(madeup_chain()))[f"{CHAIN}/-/patent"] == ("c not_expected", "–")


def test_a_chain_whose_stages_were_all_searched_lacks_suppliers():
    made = madeup_chain()
    missing = next(cell for cell in made.cells if cell.id == f"{CHAIN}/stage:raw/suppliers")
    made.cells = [
        replace(missing, id=cell.id, stage=cell.stage) if cell.stage and cell.slot == "suppliers" else cell
        for cell in made.cells
    ]
    assert squares(made_page(made))[f"{CHAIN}/-/suppliers"] == ("c not_found", "缺")
    web = next(cell for cell in madeup_chain().cells if cell.id == f"{CHAIN}/stage:chips/suppliers")
    made.cells = [replace(web, evidence=()) if cell.id == web.id else cell for cell in made.cells]
    assert squares(made_page(made))[f"{CHAIN}/-/suppliers"] == ("c not_found web", "未见"), "as sure as its weakest"


def test_many_rows_are_drawn_lower_and_no_row_at_all_is_a_page_too():
    made = madeup_chain()
    for n in range(41):
        made.node("IndustryChain", f"chain:{n}", f"链{n}", "")
        cell = next(cell for cell in made.cells if not cell.stage)
        made.cells.append(replace(cell, id=f"chain:{n}/-/lead", chain=f"chain:{n}"))
    assert '<table class="matrix dense"' in made_page(made)
    assert "这里还没有任何记录" in viz.coverage_matrix(Scene(made.network))


def test_the_same_bytes_each_run(suzhou: Scene, page: str):
    assert viz.coverage_matrix(suzhou) == page
    english = viz.coverage_matrix(suzhou, lang="en")
    assert '<html lang="en"' in english
    assert ">unseen</td>" in english


def test_no_head_of_a_drawing_is_cut(suzhou: Scene):
    for chain in (None, "chain:optoelectronics"):
        for lang in ("zh", "en"):
            svg = viz.matrix_svg(suzhou, chain=chain, lang=lang)
            assert "…" not in svg
            heads = re.findall(r'class="group centred" x="([\d.]+)" y="[\d.]+">([^<]*)<', svg)
            whole: dict[str, str] = {}
            for x, line in heads:  # from the last line of a head up
                whole[x] = f"{line} {whole[x]}" if x in whole else line
            slots = suzhou.template.slots.values() if chain is None else suzhou.template.slots_of(stage=True)
            groups = dict.fromkeys(slot.group for slot in slots)
            assert list(whole.values()) == [suzhou.template.groups[group].to(lang) for group in groups]


def test_hostile_names_are_inert():
    for page in (made_page(madeup_hostile()), made_page(madeup_hostile(), chain=CHAIN)):
        body = page[: page.index('<script type="application/json"')]
        assert "<img" not in body
        assert body.count("<script") == 0
        for name in HOSTILE[:6]:
            assert name not in body
        data_of(page)
