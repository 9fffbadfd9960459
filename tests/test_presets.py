"""Mappings that ship for public layouts, on made-up files of the same shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainscape import graph, importers
from chainscape.schema import UnknownName

ETO = {
    "stages.csv": "stage_id,stage_name,description,market_share_chart_global_market_size_info,"
    "market_share_chart_caption,market_share_chart_source\nS1,Made-up design,made up,,,\n",
    "inputs.csv": "input_name,input_id,type,stage_name,stage_id,description,market_share_chart_global_market_size_info,"
    "market_share_chart_caption,market_share_chart_source\nMade-up tool,N1,tool_resource,,,made up,,,\n"
    "Made-up step,N2,process,Made-up design,S1,made up,,,\nMade-up fine tool,N3,tool_resource,,,made up,,,\n",
    "providers.csv": "provider_name,provider_id,provider_type,country\nUSA,P1,country,\nVarious,P2,country,\n"
    "Made-up Corp,P3,organization,USA\n",
    "provision.csv": "provider_name,provider_id,provided_name,provided_id,share_provided,negligible_market_share\n"
    "USA,P1,Made-up tool,N1,61%,\nVarious,P2,Made-up tool,N1,9%,\nMade-up Corp,P3,Made-up tool,N1,,negligible\n",
    "sequence.csv": "input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id\n"
    "Made-up tool,N1,Made-up step,N2,,\nMade-up fine tool,N3,,,Made-up tool,N1\n",
}
SHARES: dict[str, list[dict[str, object]]] = {
    "company.json": [
        {
            "name": "虚构光纤",
            "fullname": "虚构光纤股份有限公司",
            "code": "600001",
            "location": "虚构",
            "time": "2021-10-19",
        }
    ],
    "industry.json": [{"code": c, "name": f"虚构行业{c}"} for c in ("110000", "110100", "110101")],
    "product.json": [{"name": name} for name in ("虚构光纤", "虚构预制棒", "虚构特种光纤")],
    "company_industry.json": [
        {
            "company_code": "600001.SH",
            "industry_code": "110101",
            "industry_name": "",
            "company_name": "",
            "rel": "所属行业",
        },
        {
            "company_code": "600002.SH",
            "industry_code": "110101",
            "industry_name": "",
            "company_name": "",
            "rel": "所属行业",
        },
    ],
    "industry_industry.json": [
        {"from_code": a, "from_industry": "", "rel": "上级行业", "to_industry": "", "to_code": b}
        for a, b in (("110100", "110000"), ("110101", "110100"))
    ],
    "company_product.jsonl": [
        {"company_code": "600001.SH", "product_name": "虚构光纤", "rel": "主营产品", "rel_weight": "0.51"},
        {"company_code": "600001.SH", "product_name": "虚构预制棒", "rel": "主营产品", "rel_weight": "-1.3"},
    ],
    "product_product.jsonl": [
        {"from_entity": "虚构光纤", "rel": "上游材料", "to_entity": "虚构预制棒"},
        {"from_entity": "虚构光纤", "rel": "产品小类", "to_entity": "虚构特种光纤"},
    ],
    "industry_up.json": [{"industry": "虚构行业110101", "ups": {}}],
}


def ties(store: graph.Store) -> dict[str, int]:
    return {row["type"]: row["n"] for row in store.run("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS n")}


def test_supply_chain_tables_of_eto(tmp_path: Path):
    for name, text in ETO.items():
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    with graph.open_store(tmp_path / "store", "w") as store:
        graph.load(store, importers.open_tables([tmp_path], "preset:eto"))
        assert store.run("MATCH (c:Company) RETURN c.name AS name").column("name") == ["Made-up Corp"]
        assert ties(store) == {"PART_OF": 4, "WITHIN": 2, "PROVIDES": 1, "OPERATES_IN": 1, "FEEDS": 1}
        assert store.run("MATCH (:Region)-[p:PROVIDES]->() RETURN p.share AS s").column("s") == [0.61]


def test_chains_of_listed_companies(tmp_path: Path):
    for name, records in SHARES.items():
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with graph.open_store(tmp_path / "store", "w") as store:
        found = graph.load(store, importers.open_tables([tmp_path], "preset:a-share"), skip_bad=True).checked
        assert sorted((each.place.file, each.place.row) for each in found.problems) == [
            ("company_industry.json", 2),
            ("company_product.jsonl", 2),
        ]
        assert ties(store) == {
            "PART_OF": 1, "WITHIN": 1, "OPERATES_IN": 1, "PRODUCES": 1, "MADE_FROM": 1, "KIND_OF": 1,
        }  # fmt: skip
        assert store.count()["IndustryChain"] == 1
        kind = store.run("MATCH (a)-[:KIND_OF]->(b) RETURN a.name, b.name").values
        assert kind == [("虚构特种光纤", "虚构光纤")]


def test_a_preset_that_does_not_exist(tmp_path: Path):
    assert importers.presets() == ("a-share", "eto")
    (tmp_path / "x.csv").write_text("a\n", encoding="utf-8")
    with pytest.raises(UnknownName, match=r"no preset 'etto'. Did you mean eto"):
        importers.open_tables([tmp_path], "preset:etto")
