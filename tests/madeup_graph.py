"""A made-up graph in the shape of public graphs of industry chains: firms, industries of three levels, products.

Nothing in it is real. It is written by py2neo, with names of properties in Chinese and without ids.
"""

from __future__ import annotations

from typing import Any

MAPPING = """\
dataset: madeup-graph
source: {title: 虚构图谱, publisher: 虚构出版者, published: 2021-10, url: https://example.org/madeup, reliability: C}
date: {always: 2021-10}
trees:
  - label: 行业
    relation: 上级行业
    levels: {1: IndustryChain, 2: Stage, 3: above}
    id: 代码
    properties: {名称: name}
    part_of: {properties: {位置: position}}
nodes:
  - label: 公司
    type: Company
    id: 股票代码
    properties: {名称: name, 全称: aliases, 股票代码: stock, 成立日期: founded}
    always: {country: 中国}
    ignore: [内部编号]
  - label: 产品
    type: Product
    properties: {名称: name}
relations:
  - {relation: 所属行业, type: OPERATES_IN}
  - {relation: 上游, type: FEEDS, reverse: true}
  - {relation: 主营产品, type: PRODUCES}
  - {relation: 上游材料, type: MADE_FROM}
  - {relation: 供应, type: SUPPLIES, properties: {产品: product, 占比: share}}
"""
#: code → name, code of the industry above, position in its chain
INDUSTRIES = {
    "V1": ("虚构光通信", "", ""),
    "V11": ("虚构光棒", "V1", "上游"),
    "V12": ("虚构光缆", "V1", "中游"),
    "V121": ("虚构室内光缆", "V12", ""),
    "V122": ("虚构海底光缆", "V12", ""),
    "V2": ("虚构冶金", "", ""),
    "V21": ("虚构炼钢", "V2", "上游"),
}
#: code → name, codes of its industries
FIRMS = {
    "F1": ("虚构甲光电", ("V11", "V122")),
    "F2": ("虚构乙线缆", ("V121",)),
    "F3": ("虚构丙钢铁", ("V21",)),
    "F4": ("虚构丁通信", ("V12",)),
}
#: with three products and a piece of news
NODES = len(INDUSTRIES) + len(FIRMS) + 4


def write(graph: Any) -> None:
    """Write it into a database by a py2neo.Graph."""
    import py2neo

    node, tie = py2neo.Node, py2neo.Relationship
    industries = {
        code: node("行业", 名称=name, 代码=code, **({"位置": place} if place else {}))
        for code, (name, _, place) in INDUSTRIES.items()
    }
    firms = {
        code: node("公司", 名称=name, 全称=f"{name}股份有限公司", 股票代码=code, 内部编号=at)
        for at, (code, (name, _)) in enumerate(FIRMS.items())
    }
    firms["F1"].add_label("上市")
    firms["F1"].update(注册资本=5000, 标签=["高新", "专精特新"], 曾用名="-")
    rod, fibre, cable = (node("产品", 名称=f"虚构{name}") for name in ("预制棒", "光纤", "光缆"))
    news = node("新闻", 标题="虚构新闻")
    ties = [tie(industries[code], "上级行业", industries[over]) for code, (_, over, _) in INDUSTRIES.items() if over]
    ties += [tie(firms[code], "所属行业", industries[each]) for code, (_, every) in FIRMS.items() for each in every]
    ties += [
        tie(industries["V12"], "上游", industries["V11"]),
        tie(firms["F1"], "主营产品", rod, 占比=0.6),
        tie(firms["F2"], "主营产品", cable),
        tie(fibre, "上游材料", rod),
        tie(cable, "上游材料", fibre),
        tie(firms["F1"], "供应", firms["F4"], 产品="虚构预制棒", 占比="30%", 合同="第一份"),
        tie(news, "提及", firms["F1"]),
    ]
    for each in ties:
        graph.create(each)
    # what scripts write by Cypher: a second relation of a type between two nodes, a date with a midnight, a point
    graph.run("MATCH (a:公司 {股票代码: 'F1'}), (b:公司 {股票代码: 'F4'}) CREATE (a)-[:供应 {产品: '虚构光纤'}]->(b)")
    graph.run(
        "MATCH (f:公司 {股票代码: 'F1'}) SET f.成立日期 = datetime('2001-05-06T00:00:00Z'), "
        "f.坐标 = point({longitude: 120.5, latitude: 31.25})"
    )
    graph.run("MATCH (f:公司 {股票代码: 'F2'}) SET f.成立日期 = date('2002-07-08')")
