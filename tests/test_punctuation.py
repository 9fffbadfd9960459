"""Chinese sentences have Chinese punctuation: in the sources, in the findings of the pack, and on the pages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import open_page
from madeup import madeup_chain
from mappages import PANEL, render

from chainscape import analysis, schema, viz
from chainscape.cli.program import build
from chainscape.importers import Remark
from chainscape.importers.left_out import TEXTS
from chainscape.schema import Scene

ROOT = Path(__file__).parent.parent
_CHINESE = "\u3400-\u9fff"
#: a half-width mark beside a Chinese character or bracket
HALF = re.compile(f"[{_CHINESE}」』”’）] ?[,:;()]|[,:;()] ?[{_CHINESE}「『“‘（]")
#: a Chinese wording that ends in a half-width mark, behind whatever is filled in, and not in a key of YAML
_ENDS_HALF = re.compile(f"[{_CHINESE}](?!.*[ ：][a-z_]+:$).*[,:;]$", re.DOTALL)
_CODE = re.compile(r"\{[^{}]*\}|[a-z_]+\.[A-Za-z]+\([^()]*\)")
#: what a page shows as it is typed: blocks, code within a line, addresses
_BLOCK = re.compile(r"^\s*```.*?^\s*```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`+[^`]*`+|\]\([^()\s]*\)|<[^<>]*>")
#: functions whose first argument is the Chinese wording
_SAYING = {"Text", "say", "_key"}
#: errors, whose second is
_ERRORS = {
    name for name, each in vars(schema).items() if isinstance(each, type) and issubclass(each, schema.ChainscapeError)
} | {"Unreadable", "NotKept"}


def without_code(text: str) -> str:
    """Return a wording without what it shows to be written so: ``{列: 类型}``, ``store.run(…)``."""
    while (bare := _CODE.sub("…", text)) != text:
        text = bare
    return text


def wordings(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the Chinese wordings of a source; what is filled in becomes …, and YAML or Python in braces is left out."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        chinese = [each.value for each in node.keywords if each.arg == "zh"]
        if name in _SAYING:
            chinese.append(node.args[0])
        elif name in _ERRORS:
            chinese += node.args[1:2]
        for given in chinese:
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.lineno, without_code(given.value)
                continue
            for each in ast.walk(given):
                if isinstance(each, ast.JoinedStr):
                    parts = (p.value if isinstance(p, ast.Constant) else "…" for p in each.values)
                    yield each.lineno, without_code("".join(map(str, parts)))


@pytest.mark.parametrize("folder", ["analysis", "cli", "graph", "importers", "queries", "schema", "viz"])
def test_wordings_of_the_sources(folder: str):
    found = [
        f"{file.name}:{line}: {text}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for line, text in wordings(file)
        if HALF.search(text) or _ENDS_HALF.search(text)
    ]
    assert found == []


def shown_texts() -> Iterator[tuple[str, str]]:
    """Yield file and line of what is no Python: the vocabulary's wordings, heads of queries, Chinese pages."""
    for path in sorted((ROOT / "schema").rglob("*.yaml")):
        for found in re.findall(r"zh: '?([^\n]*?)'?(?:, en:|\}|$)", path.read_text(encoding="utf-8"), re.MULTILINE):
            yield path.name, found
    for path in sorted((ROOT / "queries" / "library").glob("*.cypher")):
        for found in re.findall(
            r"^// (?:title:|about:|param [^—\n]*—) (.*?) \| ", path.read_text("utf-8"), re.MULTILINE
        ):
            yield path.name, found
    for path in sorted((ROOT / "docs").glob("*.zh-CN.md")):
        for line in _BLOCK.sub("", path.read_text(encoding="utf-8")).split("\n"):
            yield path.name, _INLINE.sub("…", line)


def test_wordings_of_vocabulary_queries_and_pages():
    texts = list(shown_texts())
    assert {name.partition(".")[2] for name, _ in texts} == {"yaml", "cypher", "zh-CN.md"}
    assert len(texts) > 1500
    assert [(name, text) for name, text in texts if HALF.search(text)] == []


def test_what_the_command_line_puts_together(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for command in build("zh").all:
        headings = re.findall(r"^\S+[:：]$", run(*command.name.split(), "--help", "--lang", "zh").out, re.MULTILINE)
        assert "选项：" in headings, command.name
        assert not [each for each in headings if each.endswith(":")], command.name
    told = run("ask", "chains", "--format", "pdf", "--lang", "zh").err
    assert "--format 不能是「pdf」；可选：table、csv、" in told
    assert "用 --format 给出格式：" in (told := run("export", "out", "--lang", "zh").err)
    assert ", " not in told
    remark = Remark("虚构.xlsx", 1, TEXTS["note"], ("12 注",), "产值表")
    assert remark.to("zh").startswith("虚构.xlsx，工作表「产值表」：1 行是说明，")
    assert remark.to("en").startswith("虚构.xlsx, sheet 产值表: 1 rows that are notes, ")


@pytest.fixture(scope="module")
def scene(pack_store) -> Scene:
    return analysis.scene(pack_store)


def names_of(scene: Scene) -> set[str]:
    """Return what stands in the data as it is: names, and what searchers and sources wrote."""
    found: set[str] = set()
    for _, node in scene.network.nodes(data=True):
        properties = node["properties"]
        found |= {str(properties.get(key, "")) for key in ("name", "name_en", "name_short", "known_firms_stated")}
        found |= set(map(str, properties.get("aliases", ())))
    for each in (*scene.findings.cells, *scene.findings.extensions):
        for search in each.searches:
            found |= {search.note.zh, search.by}
    # a picture names a chain without that word
    return found | {name.removesuffix("产业链") for name in found}


def without(texts: Iterable[Any], names: set[str]) -> list[str]:
    """Return the texts that have a half-width mark when what the data say is taken out."""
    awkward = sorted((name for name in names if re.search("[,:;()]", name)), key=len, reverse=True)
    found = []
    for text in filter(None, map(str, texts)):
        bare = text
        for name in awkward:
            bare = bare.replace(name, "")
        if HALF.search(bare):
            found.append(bare)
    return found


def test_sentences_of_gaps_and_hubs(scene: Scene):
    gaps, hubs = analysis.gap_rows(scene.findings, all=True), analysis.hub_rows(scene.findings, all=True)
    texts = [row[column] for row in gaps for column in ("sentence", "next_step")]
    texts += [each for row in gaps for each in row["set_aside"]]
    texts += [row["sentence"] for row in hubs] + [note.zh for note in scene.findings.notes]
    assert len(texts) > 1000
    assert without(texts, names_of(scene)) == []


def test_sentences_that_a_page_carries(scene: Scene):
    page = viz.coverage_matrix(scene)
    data = json.loads(re.search('id="data">(.*?)</script>', page)[1])
    texts = [cell["sentence"][0] for cell in data["cells"].values()]
    texts += [entry["label"][0] for each in data["lists"] for entry in each["entries"]]
    for key in ("words", "types", "relation_types", "methods", "results", "grades", "properties"):
        texts += [zh for zh, _ in data[key].values()]
    assert without(texts, names_of(scene)) == []


def test_what_the_scripts_put_together(chrome: Any, tmp_path: Path):
    made = madeup_chain()
    with open_page(chrome, render(made, tmp_path / "map.html")) as tab:
        tab.page.click("#filters summary")
        said = tab.page.inner_text("#filters").split("\n")
        for key in tab.page.evaluate("[null, ...page.nodes.keys(), ...page.cells.keys(), ...page.extensions.keys()]"):
            tab.page.evaluate("key => page.select(key)", key)
            said += tab.page.evaluate(PANEL).split("\n")
        said += tab.page.evaluate("[...document.querySelectorAll('[aria-label]')].map(e => e.ariaLabel)")
    assert len(said) > 300
    # the pair of languages of a name: a stage, then its search
    assert without({line for line in said if "Search" not in line}, names_of(made.scene)) == []
