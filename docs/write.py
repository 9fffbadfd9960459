"""Write the reference pages from the code and the YAML files: `make docs`. A test compares them."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # not there when a test reads this file

from doors import python

from chainscape import queries
from chainscape.cli.program import build
from chainscape.importers import mapping_json_schema
from chainscape.schema import CodeList, Property, Template, template, vocabulary

ROOT = Path(__file__).parent.parent
START, END = "<!-- vocabulary: written by `make docs` -->", "<!-- /vocabulary -->"
NOTE = "<!-- Written by `make docs`; change the code or the YAML file instead. -->\n"


def commands() -> str:
    """Return docs/commands.md."""
    os.environ["COLUMNS"] = "100"  # the same page in every window
    zh, en = build("zh"), build("en")
    lines = [
        "# Commands 命令\n", NOTE,
        "Every command also takes the [options of every command](#options-of-every-command-通用选项), "
        "before or after its name. Exit codes: 0 done, 1 the data or the store is at fault, 2 wrong usage, "
        "130 stopped by Ctrl-C.\n",
        "每条命令都可以带[通用选项](#options-of-every-command-通用选项),写在命令名前后均可。"
        "退出码:0 完成,1 数据或库有问题,2 用法有误,130 被 Ctrl-C 中断。\n",
    ]  # fmt: skip
    for chinese, english in zip(zh.all, en.all, strict=True):
        lines.append(f"## {english.name}\n")
        lines.append(f"{english.parser.description}\n")
        lines.append(f"{chinese.parser.description}\n")
        lines.append(f"```text\n{english.parser.format_usage().strip()}\n```\n")
        lines += _options(_own(chinese.parser), _own(english.parser))
        lines.append(f"```text\n{english.example}\n```\n")
    lines.append("## Options of every command 通用选项\n")
    lines += _options(_shared(zh.all[0].parser), _shared(en.all[0].parser))
    return "\n".join(lines)


def query_library() -> str:
    """Return docs/queries.md."""
    lines = [
        "# Queries 查询库\n", NOTE,
        "`chainscape ask NAME key=value…` runs one, `chainscape queries NAME` explains it with its Cypher; "
        "[own queries](own-queries.md) stand beside them. A parameter of type chain, stage, region, company, body or "
        "node takes an id, a name, an English name or an alias; a code, node type or relation type also takes its "
        "wording.\n",
        "`chainscape ask NAME 名=值…` 运行查询,`chainscape queries NAME` 给出说明与 Cypher 全文,"
        "还可以有[自己的查询](own-queries.zh-CN.md)。类型为 chain、stage、region、company、body、node 的参数可写编号、"
        "名称、英文名或别名;code、node type、relation type 也可写其中英文说法。\n",
        "**What counts.** Whatever counts bodies or evidence, or says *without*, *only* or *alone*, counts by the "
        "rule of the [gaps](gaps.md): what is planned, candidate, retired, draft or filed, users, services of unclear "
        "basis, consortia of another kind and bodies from outside count for nothing; where houses are counted, a house "
        "counts once. Those who are on record and do not count are told apart (`set_aside`). Nobody on record is not "
        "nobody. `region=` is what counts as inside, where it is not the template's.\n",
        "**计数规则。** 凡计数、或说“未载”“只有”的查询,都按[缺口](gaps.md)的规则:规划、候选、已撤、草案、申请中的,"
        "使用方,依据不明的服务,其他类型联合体与域外主体都不计;按家计数的,一家只算一次。在录而不计入的另列(`set_aside`)。"
        "在录没有不等于没有。`region=` 指定何处算本地区,默认为模板所指。\n",
    ]  # fmt: skip
    order = list(queries.FAMILIES)
    every = sorted(map(queries.query, queries.names()), key=lambda query: (order.index(query.family), query.name))
    for family, label in queries.FAMILIES.items():
        if inside := [f"[{each.name}](#{each.name})" for each in every if each.family == family]:
            lines.append(f"- {label.en} {label.zh}: {', '.join(inside)}")
    lines.append("")
    for query in every:
        name, family = query.name, queries.FAMILIES[query.family]
        lines.append(f"## {name}\n")
        lines.append(f"{query.title.en} · {query.title.zh} ({family.en} {family.zh})\n")
        lines.append(f"{query.about.en}\n")
        lines.append(f"{query.about.zh}\n")
        if query.params:
            lines += ["| parameter | type | default | | |", "| --- | --- | --- | --- | --- |"]
            for each in query.params.values():
                default = "required" if each.default is None else f"`{each.default}`" if each.default else each.empty.en
                lines.append(f"| `{each.name}` | {each} | {default} | {each.about.en} | {each.about.zh} |")
            lines.append("")
        lines.append(f"Columns: {', '.join(f'`{column}`' for column in query.returns)}\n")
        given = " ".join(f"{key}={value}" for key, value in query.example.items())
        lines.append(f"```text\nchainscape ask {name} {given}".rstrip() + "\n```\n")
    return "\n".join(lines)


def words() -> str:
    """Return docs/vocabulary.md."""
    known = vocabulary()
    lines = [
        "# Vocabulary 词汇\n", NOTE,
        "Node types, relation types and code lists, each from a file in `schema/types/` or `schema/codes/`. "
        "A *body* is a node that can act: firm, institute, university, association, consortium, agency.\n",
        "节点类型、关系类型与代码表,各为 `schema/types/`、`schema/codes/` 中的一个文件。\n",
        "A property with a twin, such as `note` and `note_en`, is prose: the first holds Chinese, the twin the same in "
        "English; a type asks for it with `both: true`. `least: 0` of an integer refuses less.\n",
        "成对的属性(如 `note` 与 `note_en`)为文字说明:前者中文,后者英文,内容相同;在类型文件中写 `both: true` 即可。"
        "integer 写 `least: 0` 则更小的数不收。\n",
        *_everywhere(),
        "## Node types 节点类型\n",
    ]  # fmt: skip
    for node in known.nodes.values():
        lines.append(f"### {node.name} {node.label.zh}\n")
        body = " A body." if node.body else ""
        lines.append(f"{_sentence(node.about.en)}{body} Ids begin with `{node.prefix}:`.\n")
        lines.append(f"{node.about.zh}\n")
        lines += _properties(node.properties.values())
    lines.append("## Relation types 关系类型\n")
    for relation in known.relations.values():
        lines.append(f"### {relation.name} {relation.label.zh}\n")
        ends = [_ends(types, known.bodies) for types in (relation.from_types, relation.to_types)]
        key = f" One relation for each {' and '.join(f'`{k}`' for k in relation.key)}." if relation.key else ""
        lines.append(f"{_sentence(relation.about.en)} From {ends[0]} to {ends[1]}.{key}\n")
        lines.append(f"{relation.about.zh}\n")
        lines += _properties(relation.properties.values())
    lines.append("## Code lists 代码表\n")
    for codes in known.codes.values():
        lines += _codes(codes)
    lines += _slots(template())
    return "\n".join(lines)


def _everywhere() -> list[str]:
    """Return what stands on every node and relation, whatever its type."""
    return [
        "## On every node and relation 每个节点和关系都有\n",
        "| property | | type |\n| --- | --- | --- |",
        "| `id` | Its own for nodes and for relations · 节点、关系各自的编号 | text |",
        "| `sources` | Ids of the sources that it rests on · 所依据来源的编号 | list of texts |",
        "| `date` | When it held, in EDTF; `''` where undated · 何时如此,EDTF 写法;无日期为 `''` | text |",
        "| `reliability` | Its best source: A, B or C; `''` unknown · 最好的来源:A、B 或 C;未知为 `''` | text |",
        "| `statements` | What each source says, as JSON · 各来源的说法,JSON | list of texts |",
        "",
        "Source and Search have properties of their own: a source `published` in place of `date`, a search the day "
        "that somebody looked.\n",
        "Source 与 Search 的属性另有规定:来源以 `published` 代 `date`,查证记录的 `date` 为查找之日。\n",
        "A date is `2023`, `2023-11`, `2023-11-23`, a range `2005/2006` (from, to) or `../2019-11` (not after). It is "
        "text and compares as text, so `''` is before every date, and so is `../2019-11`; `2023-11` is after `2023`. "
        "Write `r.date <> ''` beside a comparison, and `r.date < '2024'` for what began before 2024; "
        "`split(r.date, '/')[-1]` is the end of a range.\n",
        "日期写作 `2023`、`2023-11`、`2023-11-23`,时段为 `2005/2006`(自、至)或 `../2019-11`(不晚于)。日期是文本,"
        "按文本比较:`''` 先于一切日期,`../2019-11` 也是;`2023-11` 后于 `2023`。"
        "比较时请同时写 `r.date <> ''`;始于 2024 年以前写 `r.date < '2024'`;时段的末端为 `split(r.date, '/')[-1]`。\n",
    ]  # fmt: skip


def contributing() -> str:
    """Return CONTRIBUTING.md with its table of types made anew; the rest is written by hand."""
    known = vocabulary()
    lines = ["| node | 节点 | | |", "| --- | --- | --- | --- |"]
    lines += [f"| {n.name} | {n.label.zh} | {n.label.en} | {'body' if n.body else ''} |" for n in known.nodes.values()]
    lines += ["", "| relation | 关系 | from | to |", "| --- | --- | --- | --- |"]
    for relation in known.relations.values():
        ends = [_ends(types, known.bodies) for types in (relation.from_types, relation.to_types)]
        lines.append(f"| {relation.name} | {relation.label.zh} | {ends[0]} | {ends[1]} |")
    before, start, rest = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition(START)
    return before + start + "\n" + "\n".join(lines) + "\n" + END + rest.partition(END)[2]


def decisions() -> str:
    """Return docs/decisions/README.md: what was decided, and what of it a later decision stands in for."""
    lines = ["# Decisions 决定\n", NOTE, "| | decision | status |", "| --- | --- | --- |"]
    for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        number, _, title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(" ")
        if number != "NNNN":
            lines.append(f"| {number} | [{_cell(title)}]({path.name}) | {_status(path)} |")
    return "\n".join([*lines, ""])


def _status(path: Path) -> str:
    """Return a decision's status with links, "" while it holds."""
    found = re.search(r"^Status: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    others = {other.name[:4]: other.name for other in path.parent.glob("[0-9]*.md")}
    return re.sub(r"\d{4}", lambda it: f"[{it[0]}]({others[it[0]]})", found[1]) if found else ""


def mapping_schema() -> str:
    """Return importers/mapping.schema.json, which editors check a mapping file by."""
    return json.dumps(mapping_json_schema(), ensure_ascii=False, indent=2) + "\n"


#: the pages that this file writes, by their place in the repository
PAGES: dict[str, Callable[[], str]] = {
    "docs/commands.md": commands,
    "docs/queries.md": query_library,
    "docs/vocabulary.md": words,
    "docs/python.md": python,
    "docs/decisions/README.md": decisions,
    "CONTRIBUTING.md": contributing,
    "importers/mapping.schema.json": mapping_schema,
}


def _own(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    shared = {action.dest for action in _shared(parser)}
    return [a for a in parser._actions if a.dest not in shared and a.dest != "help"]


def _shared(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return next(g._group_actions for g in parser._action_groups if any(a.dest == "store" for a in g._group_actions))


def _options(chinese: list[argparse.Action], english: list[argparse.Action]) -> list[str]:
    if not english:
        return []
    lines = ["| | | |", "| --- | --- | --- |"]
    for zh, en in zip(chinese, english, strict=True):
        name = ", ".join(en.option_strings)
        value = "" if en.nargs == 0 else (en.metavar or en.dest.upper())
        lines.append(f"| `{f'{name} {value}'.strip()}` | {_cell(en.help)} | {_cell(zh.help)} |")
    return [*lines, ""]


def _properties(properties: Iterable[Property]) -> list[str]:
    lines = ["| property | | type |", "| --- | --- | --- |"]
    for each in properties:
        if each.twin_of:
            continue
        type_ = f"code: [{each.codes.name}](#{each.codes.name})" if each.codes else each.type
        needed = ", required" if each.required else ""
        name = f"`{each.name}`, `{each.name}_en`" if each.both else f"`{each.name}`"
        lines.append(f"| {name} | {each.label.en} · {each.label.zh} | {type_}{needed} |")
    return [*lines, ""]


def _codes(codes: CodeList) -> Iterator[str]:
    yield f"### {codes.name}\n"
    yield f"{codes.label.en} · {codes.label.zh}\n"
    yield "| code | en | zh | |\n| --- | --- | --- | --- |"
    for code in codes.codes.values():
        fills = "" if code.counts else "fills no slot 不计入"
        yield f"| `{code.name}` | {code.label.en} | {code.label.zh} | {fills} |"
    yield ""


def _slots(rules: Template) -> Iterator[str]:
    yield f"## Slots of the template {rules.name} 模板的格位\n"
    yield "| slot | en | zh | of | at least |\n| --- | --- | --- | --- | --- |"
    for slot in rules.slots.values():
        of = ", ".join(word for word, true in (("chain", slot.of_chain), ("stage", slot.of_stage)) if true)
        yield f"| `{slot.name}` | {slot.label.en} | {slot.label.zh} | {of} | {slot.minimum} |"
    yield ""


def _ends(types: frozenset[str], bodies: frozenset[str]) -> str:
    rest = sorted(types - bodies) if bodies <= types else sorted(types)
    return ", ".join([*(["any body"] if bodies <= types else []), *rest])


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


if __name__ == "__main__":
    for name, write in PAGES.items():
        (ROOT / name).write_text(write(), encoding="utf-8", newline="\n")
