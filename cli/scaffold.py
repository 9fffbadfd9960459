"""What `init` writes: the files of a new project, by their place in its folder. The example is made up and says so."""

from __future__ import annotations

import json
import re

from .wording import Lang, speaker

#: folders of a new project, beside those of its files
FOLDERS = ("types", "queries", "tables")
EXAMPLE = "tables/example"
_REGION = re.compile(r"# Bodies known[^\n]*\nregion:[^\n]*\n")

_MAPPING = """\
# Which column of these tables is what. Copy the folder, put your own tables into it and change the names of columns.
# 这些表的哪一列是什么。复制此文件夹，换上自己的表，再改列名。
dataset: example
title: {zh: 虚构示例, en: Made-up example}
tables:
  - file: stages.csv
    rows: Stage
    id: 编号
    properties: {环节: name}
    sources: {column: 来源, create: true}
    date: 日期
    relations:
      - type: PART_OF
        to: {column: 产业链, type: IndustryChain, match: name, create: true}
        properties: {位置: position, 次序: order}
      - type: FEEDS
        to: {column: 供给, type: Stage, match: name}
  - file: firms.csv
    rows: Company
    properties: {企业: name}
    sources: {column: 来源, create: true}
    date: 日期
    relations:
      - type: LOCATED_IN
        to: {column: 所在地, type: Region, match: name, create: true}
      - type: OPERATES_IN
        to: {column: 环节, type: Stage, match: name}
      - type: PRODUCES
        to: {column: 产品, type: Product, match: name, create: true}
  # which district lies in the region: who is known to sit elsewhere fills no slot
  # 哪个区县在本地区内：已知在别处的主体不填补格位
  - file: districts.csv
    rows: Region
    properties: {区县: name}
    sources: {column: 来源, create: true}
    date: 日期
    relations:
      - type: LOCATED_IN
        to: {column: 所属, type: Region, match: name, create: true}
  - file: services.csv
    rows: TestingInstitute
    properties: {机构: name}
    sources: {column: 来源, create: true}
    date: 日期
    relations:
      - type: LOCATED_IN
        to: {column: 所在地, type: Region, match: name, create: true}
      - type: TESTS_FOR
        to: {column: 环节, type: Stage, match: name}
        properties: {服务: service, 依据: service_basis}
  - file: searches.csv
    rows: search
    properties: {对象: subject, 格位: slot, 方式: method, 结果: result, 日期: date, 何人: by}
"""

_SOURCE = "虚构示例,2026-11"
_STAGES = f"""\
编号,环节,产业链,位置,次序,供给,来源,日期
stage:example/blank,虚构毛坯,虚构泵阀产业链,upstream,1,虚构泵体,{_SOURCE}
stage:example/pump,虚构泵体,虚构泵阀产业链,midstream,2,虚构泵站,{_SOURCE}
stage:example/station,虚构泵站,虚构泵阀产业链,downstream,3,,{_SOURCE}
"""
_FIRMS = """\
企业,所在地,环节,产品,来源,日期
虚构铸造甲公司,虚构区,虚构毛坯,虚构铸件,{source}
虚构泵业乙公司,{here},虚构泵体,虚构离心泵,{source}
虚构泵业丙公司,{here},虚构泵体,虚构离心泵,{source}
虚构外地丁公司,虚构邻市,虚构泵站,虚构泵站,{source}
"""
_DISTRICTS = """\
区县,所属,来源,日期
虚构区,{here},{source}
"""
_SERVICES = """\
机构,所在地,环节,服务,依据,来源,日期
虚构计量测试院,{here},虚构泵体,metrology,stated,{source}
"""
_SEARCHES = """\
对象,格位,方式,结果,日期,何人
stage:example/station,suppliers,survey,none_found,2026-11-20,虚构调查员
stage:example/blank,testing,survey,none_found,2026-11-20,虚构调查员
"""


def files(name: str, region: str, lang: Lang) -> dict[str, str]:
    """Return the text of each file of a new project."""
    from ..schema import PROJECT_FILE, template_text

    values = {"here": region or "虚构市", "source": _SOURCE}
    # Excel takes a file without the mark for one in the code page of the system
    tables = {
        "stages": _STAGES,
        "firms": _FIRMS.format(**values),
        "districts": _DISTRICTS.format(**values),
        "services": _SERVICES.format(**values),
        "searches": _SEARCHES,
    }
    return {
        PROJECT_FILE: _project(name, region, lang),
        "template.yaml": _template(template_text(), lang),
        f"{EXAMPLE}/mapping.yaml": _MAPPING,
        **{f"{EXAMPLE}/{table}.csv": "\ufeff" + text for table, text in tables.items()},
    }


def _project(name: str, region: str, lang: Lang) -> str:
    say = speaker(lang)
    lines = (
        (f"name: {_quoted(name)}", ""),
        (
            f"region: {_quoted(region)}",
            say(
                "本地区的名称或编号；已知在其外的主体不填补格位。空则不分域内外",
                "name or id of your region: bodies known to be outside fill no slot; empty: everybody counts",
            ),
        ),
        (f"language: {lang}", "zh, en"),
        ("store: store", say("文件夹，或服务器 bolt://…", "a folder, or a server bolt://…")),
        ("template: template.yaml", say("期望模板：应有什么", "what is expected along a chain")),
        ("vocabulary: types", say("自有的类型、属性、代码表", "types, properties and code lists of your own")),
        ("queries: queries", say("自有的查询，每条一个 .cypher", "queries of your own, one .cypher each")),
        (
            "datasets:",
            say(
                "`chainscape import` 依次载入的文件夹；示例是虚构的，用过即可删去此行",
                "folders that `chainscape import` loads, in this order; the example is made up: take it out when you "
                "have seen it",
            ),
        ),
        (f"  - {EXAMPLE}", ""),
    )
    return "".join(f"# {about}\n{line}\n" if about else f"{line}\n" for line, about in lines)


def _template(text: str, lang: Lang) -> str:
    """Return the template of the package without a region of its own: it is that of the project file."""
    said = speaker(lang)(
        "# 地区见 project.yaml 的 region；在此写 region 则以此为准。\n",
        "# The region is that of project.yaml; a line `region:` here would have the say.\n",
    )
    return _REGION.sub(lambda _: said, text, count=1)


def _quoted(text: str) -> str:
    """Return a text as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)
