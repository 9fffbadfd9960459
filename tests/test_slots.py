"""Slots are data: a template's own slots, and mistakes in it told with key and nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest
from madeup_gaps import node, records, relation

from chainscape import analysis, graph
from chainscape.schema import SchemaError, template
from chainscape.schema.templates import FOLDER

SHIPPED = (FOLDER / "quality-innovation.yaml").read_text(encoding="utf-8")
OWN = """
  product:
    label: {zh: 产品, en: Products}
    mark: {zh: 品, en: Pr}
    group: firms
    of: [stage]
    filled_by: [{relation: PRODUCES, types: [Product], to: [stage], via: [OPERATES_IN], count: thing}]
  talent:
    label: {zh: 人才, en: Talent}
    mark: {zh: 才, en: Ta}
    group: advice
    of: [chain, stage]
    filled_by:
      - {relation: AFFILIATED_WITH, types: [Expert], to: [stage, consortium], via: [OPERATES_IN, LEADS], count: body}
  funding:
    label: {zh: 融资, en: Funding}
    mark: {zh: 资, en: F}
    group: firms
    of: [stage]
    filled_by:
      - relation: PARENT_OF
        types: [Company]
        to: [stage]
        via: [OPERATES_IN]
        direction: in
        where: {kind: [investor]}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def with_own(folder: Path) -> Path:
    return written(folder, SHIPPED.replace("\n# Supply shares", OWN + "\n# Supply shares"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    with graph.open_store(tmp_path_factory.mktemp("slots") / "store", mode="w") as made:
        made.write(
            [
                *records(),
                node("Product", "product:madeup", "虚构产品"),
                node("Expert", "expert:madeup", "虚构专家"),
                node("Company", "company:madeup-fund", "虚构基金"),
                relation("PRODUCES", "company:madeup-other", "product:madeup"),
                relation("AFFILIATED_WITH", "expert:madeup", "company:madeup-third"),
                relation("PARENT_OF", "company:madeup-fund", "company:madeup-other", kind="investor"),
            ]
        )
        yield made


def test_three_slots_of_ones_own_are_filled_without_code(store, tmp_path: Path):
    rules = template(with_own(tmp_path))
    cells = {cell.id: cell for cell in analysis.find(store, None, rules, with_hubs=False).cells}
    part = "chain:madeup/stage:madeup/part"
    assert [e.id for e in cells[f"{part}/product"].evidence] == ["product:madeup"]
    assert (cells[f"{part}/product"].count, cells[f"{part}/product"].things) == (1, 1)
    assert [e.id for e in cells[f"{part}/talent"].evidence] == ["expert:madeup"]
    assert [e.id for e in cells[f"{part}/funding"].evidence] == ["company:madeup-fund"]
    assert cells["chain:madeup/stage:madeup/assembly/funding"].state == "unknown"
    assert "1 位" in cells[f"{part}/talent"].sentence.zh
    assert "1 项" in cells[f"{part}/product"].sentence.zh


def test_a_slot_of_ones_own_is_searched_for(store, tmp_path: Path):
    rules = template(with_own(tmp_path))
    (made,) = analysis.add_search(
        store,
        "虚构产业链/虚构环节3/融资",
        result="none_found",
        method="survey",
        by="虚构",
        date="2026-01-09",
        rules=rules,
    )
    assert (made.subject, made.slot) == ("stage:madeup/assembly", "funding")
    cells = {cell.id: cell for cell in analysis.find(store, None, rules, with_hubs=False).cells}
    gap = cells["chain:madeup/stage:madeup/assembly/funding"]
    assert gap.state == "not_found"
    assert gap.verdict is not None
    assert gap.verdict.kind == "fill"


@pytest.mark.parametrize(
    ("was", "put", "told"),
    [
        ("relation: LEADS", "relation: LEEDS", "filled_by[0].relation"),
        ("types: [Company], to: [consortium]", "types: [Compny], to: [consortium]", "filled_by[0].types"),
        ("types: [Company], to: [consortium]", "types: [Expert], to: [consortium]", "ends of LEADS"),
        ("types: [Company], to: [consortium]", "types: [Company], to: [stage]", "where LEADS may end"),
        ("service: [metrology]", "servce: [metrology]", "where.servce"),
        ("service: [metrology]", "service: [metrolgy]", "codes of"),
        ("via: [LEADS, OPERATES_IN, itself]", "via: [LEEDS]", "filled_by[1].via"),
        ("via: [LEADS, OPERATES_IN, RESEARCHES]", "via: [COORDINATES, DRAFTED]", "may end at"),
        ("when_missing: build", "when_missing: buidl", "when_missing"),
        ("consortium_kinds: [quality-innovation]", "consortium_kinds: [quality-inovation]", "Did you mean"),
        ("types: [Company, TestingInstitute", "types: [Compani, TestingInstitute", "hubs.types"),
        ("effort: {web:", "effort: {wbe:", "effort.wbe"),
        ("stale_after: {inventory: 5", "stale_after: {inventry: 5", "stale_after.inventry"),
        ("not_expected: {}", "not_expected: {光电: [metrolgy]}", "Did you mean"),
        ("verdicts: [build, fill", "verdicts: [build, fil", "Did you mean"),
    ],
)
def test_a_wrong_word_of_a_template_is_told(tmp_path: Path, was: str, put: str, told: str):
    assert was in SHIPPED
    with pytest.raises(SchemaError) as wrong:
        template(written(tmp_path, SHIPPED.replace(was, put, 1)))
    assert told in str(wrong.value)
    assert "mine.yaml" in str(wrong.value)


def test_chains_and_region_of_a_template_are_those_of_the_store(store, tmp_path: Path):
    named = written(tmp_path, SHIPPED.replace("not_expected: {}", "not_expected: {虚构: [expert]}"))
    cells = {cell.id: cell for cell in analysis.find(store, None, template(named), with_hubs=False).cells}
    assert cells["chain:madeup/-/expert"].state == "not_expected"
    for was, put in (("not_expected: {}", "not_expected: {没有: [expert]}"), ("region:suzhou", "region:suzho")):
        wrong = written(tmp_path, SHIPPED.replace(was, put))
        with pytest.raises(SchemaError, match=r"Did you mean|There are|no chain"):
            analysis.find(store, None, template(wrong), with_hubs=False)


def test_without_a_region_nobody_is_outside(store, tmp_path: Path):
    everywhere = template(written(tmp_path, SHIPPED.replace("region: region:suzhou\n", "")))
    cells = {cell.id: cell for cell in analysis.find(store, None, everywhere, with_hubs=False).cells}
    assembly = cells["chain:madeup/stage:madeup/assembly/suppliers"]
    assert {e.id for e in assembly.evidence} >= {"company:madeup-abroad"}
    assert not [e for cell in cells.values() for e in cell.set_aside if e.set_aside == "outside"]


@pytest.mark.parametrize(
    ("old", "wrong", "right"),
    [
        ("relation: OPERATES_IN, types", "relation: OPERATE_IN, types", "OPERATES_IN"),
        ("OPERATES_IN, types: [Company]", "OPERATES_IN, types: [Compny]", "Company"),
        ('where: {role: [maker, ""]}', "where: {role: [makr]}", "maker"),
        ('where: {role: [maker, ""]}', "where: {rol: [maker]}", "role"),
        ("strengthen: false", "strenghten: false", "strengthen"),
    ],
)
def test_a_wrong_word_of_a_template_is_told_with_the_nearest(tmp_path: Path, old: str, wrong: str, right: str):
    assert old in SHIPPED
    path = tmp_path / "mine.yaml"
    path.write_text(SHIPPED.replace(old, wrong, 1), encoding="utf-8")
    with pytest.raises(SchemaError, match=rf"mine\.yaml, line \d+, key slots\..*Did you mean {right}\?"):
        template(path)
