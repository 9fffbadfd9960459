"""What can be done next about a gap: the same for one chain and for all, and across chains that are linked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from madeup_gaps import node, relation, search, serves_with

from chainscape import analysis, graph
from chainscape.analysis import facts
from chainscape.graph import Store
from chainscape.schema import SchemaError, Source, template

HERE, THERE = "chain:madeup-here", "chain:madeup-there"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sheet steel of one chain feeds the materials of another, in which nobody was found and nobody measures."""
    with graph.open_store(tmp_path_factory.mktemp("steps") / "store", mode="w") as made:
        found = [
            Source("madeup-source", "虚构来源", "虚构出版者", "2026-02-01"),
            node("Region", "region:suzhou", "苏州市"),
            node("Company", "company:madeup-mill", "虚构钢厂"),
            node("Company", "company:madeup-plan", "虚构规划厂"),
            node("TestingInstitute", "institute:madeup", "虚构计量院"),
        ]
        for chain, stages in ((HERE, ("materials", "body", "glass")), (THERE, ("sheet", "planned-sheet"))):
            found.append(node("IndustryChain", chain, f"虚构{chain}"))
            for each in stages:
                found += [node("Stage", f"stage:{each}", f"虚构{each}"), relation("PART_OF", f"stage:{each}", chain)]
        found += [
            relation("FEEDS", "stage:materials", "stage:body"),
            relation("FEEDS", "stage:sheet", "stage:materials"),
            relation("FEEDS", "stage:planned-sheet", "stage:materials", status="planned"),
            relation("FEEDS", "stage:sheet", "stage:glass"),
            relation("OPERATES_IN", "company:madeup-mill", "stage:sheet"),
            relation("OPERATES_IN", "company:madeup-plan", "stage:planned-sheet"),
            serves_with("institute:madeup", THERE, "metrology"),
            search("stage:materials", "suppliers", "none_found", "survey"),
            search("stage:glass", "suppliers", "partial", "survey"),
            search(HERE, "metrology", "none_found", "survey"),
        ]
        made.write(found)
        yield made


@pytest.mark.parametrize("chain", [HERE, None])
def test_a_step_names_who_gives_it_elsewhere_and_the_stage_of_another_chain(store: Store, chain: str | None):
    cells = {cell.id: cell for cell in analysis.find(store, chain, with_hubs=False).cells}
    step = cells[f"{HERE}/-/metrology"].next_step
    assert "本地区已为其他产业链提供计量的：虚构计量院（未必适合本链）" in step.zh
    assert step.zh.endswith(f'chainscape search add "虚构{HERE}/计量" --result … --method … --by …')
    step = cells[f"{HERE}/stage:materials/suppliers"].next_step
    assert f"与本环节相接的虚构{THERE}「虚构sheet」环节的企业：虚构钢厂。" in step.zh
    assert "Firms of Made-up stage:sheet in" in step.en
    assert "虚构规划厂" not in step.zh, "a planned link leads nowhere"
    # to be looked up, and another chain leads on; what nobody leads to has no step
    assert cells[f"{HERE}/stage:glass/suppliers"].verdict.kind == "look_up"
    assert "虚构钢厂" in cells[f"{HERE}/stage:glass/suppliers"].next_step.zh
    assert cells[f"{HERE}/stage:body/suppliers"].next_step.zh == ""
    # a firm of another chain never fills a cell of this one
    assert cells[f"{HERE}/stage:materials/suppliers"].state == "not_found"


def test_a_service_of_which_no_property_is_looked_at(store: Store):
    """The slots that are read of other chains may ask for no property at all."""
    rules = template()
    alone = replace(rules, slots={"expert": rules.slots["expert"]})
    assert facts.keys(alone) == []
    assert [cell.slot for cell in analysis.find(store, HERE, alone, with_hubs=False).cells] == ["expert"]


def test_a_region_of_a_template_has_any_of_its_names(pack_store: Store):
    by_name, by_id = (replace(template(), region=word) for word in ("吴江", "region:wujiang"))
    named, known = (analysis.find(pack_store, "光电", rules, with_hubs=False) for rules in (by_name, by_id))
    assert named.cells == known.cells
    with pytest.raises(SchemaError, match="key region: no region '虚构地区'") as refused:
        analysis.find(pack_store, "光电", replace(template(), region="虚构地区", hash="madeup"))
    # both languages say which there are
    assert "没有名为「虚构地区」的" in refused.value.zh
    assert "现有：" in refused.value.zh


def test_a_store_of_another_city_is_judged_without_a_region(pack_store: Store, tmp_path: Path):
    records = [
        Source("madeup-source", "虚构来源", "虚构出版者", "2026-02-01"),
        node("Region", "region:madeup", "虚构市"),
        node("IndustryChain", "chain:madeup", "虚构链"),
        node("Stage", "stage:madeup/a", "虚构环节"),
        node("Company", "company:madeup", "虚构企业"),
        relation("PART_OF", "stage:madeup/a", "chain:madeup"),
        relation("OPERATES_IN", "company:madeup", "stage:madeup/a"),
        relation("LOCATED_IN", "company:madeup", "region:madeup"),
    ]
    with graph.open_store(tmp_path / "kg", "w") as store:
        store.write(records)
        found = analysis.find(store, "虚构链")
        cell = next(each for each in found.cells if each.stage and each.slot == "suppliers")
        assert cell.state == "present"
        assert any("This store has no region:suzhou" in note.en for note in found.notes)
    assert not any("has no region:suzhou" in note.en for note in analysis.find(pack_store, "光电").notes)


def test_a_cell_of_the_pack_is_the_same_whether_one_chain_is_asked_for_or_all(pack_store: Store):
    whole = analysis.find(pack_store, with_hubs=False)
    for chain in {cell.chain for cell in whole.cells}:
        own = analysis.find(pack_store, chain, with_hubs=False)
        assert own.cells == tuple(cell for cell in whole.cells if cell.chain == chain)
        assert own.extensions == tuple(each for each in whole.extensions if each.chain == chain)


@pytest.mark.parametrize("words", [("…", "…"), ("found", "survey")])
def test_the_command_as_it_is_copied_records_nothing(run, pack_path: Path, words: tuple[str, str]):
    result, method = words
    given = ["--result", result, "--method", method, "--by", "…"]
    answer = run("search", "add", "光电/专家智库", *given, "--store", pack_path, "--lang", "zh")
    assert (answer.code, answer.err) == (2, "chainscape: by 是「…」：请换成由谁查找\n")
