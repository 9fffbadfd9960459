"""``import``, ``check`` and ``demo`` in this process."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from chainscape.cli.program import build
from chainscape.cli.width import width

FIRMS = "企业,环节,来源,日期\n苏州示例光学有限公司,光学组件与材料,2026年园区企业调查,2026-11\n"
MAPPING = """
dataset: my-survey
tables:
  - file: firms.csv
    rows: Company
    properties: {企业: name}
    sources: {column: 来源, create: true}
    date: 日期
    relations:
      - type: OPERATES_IN
        to: {column: 环节, type: Stage, match: name}
"""


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "firms.csv").write_text(FIRMS, encoding="utf-8")
    (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return folder


def counts(text: str) -> dict[str, tuple[int | None, int | None]]:
    return {row["what"]: (row["records"], row["written"]) for row in json.loads(text)}


def test_names_are_looked_up_in_the_store_and_a_second_load_changes_nothing(run, tables, own_store):
    answer = run("import", tables, "--store", own_store, "--format", "json")
    assert answer.code == 0
    assert counts(answer.out)["nodes"] == (1, 1)
    assert counts(answer.out)["relations"] == (1, 1)
    rows = json.loads(run("gaps", "光电", "--all", "--store", own_store, "--format", "json").out)
    (cell,) = [r for r in rows if r["cell"].endswith("optical-components-materials/suppliers")]
    assert cell["state"] == "present"
    again = counts(run("import", tables, "--store", own_store, "--format", "json").out)
    assert {what: written for what, (_, written) in again.items()} == {
        "nodes": 0, "relations": 0, "sources": 0, "searches": 0, "statements": 0, "problems": None,
    }  # fmt: skip


def test_a_refused_load_makes_no_store(run, tables, tmp_path: Path):
    answer = run("import", tables, "--store", "new-store")
    assert (answer.code, answer.out) == (1, "")
    assert "firms.csv，第 2 行，列「环节」：表中和库中都没有名为「光学组件与材料」的环节" in answer.err
    assert answer.err.splitlines()[-1].startswith("chainscape: 整体拒绝：1 处问题")
    assert not (tmp_path / "new-store").exists()


def test_bad_rows_are_left_out_when_told_so_and_all_reported(run, tables, own_store):
    lines = "".join(f"企业{n},没有的环节{n},调查,2026\n" for n in range(30))
    (tables / "firms.csv").write_text(FIRMS + lines, encoding="utf-8")
    words = ["import", tables, "--store", own_store, "--format", "json", "--report", "report.csv"]
    refused = run(*words)
    assert refused.code == 1
    assert len(list(csv.DictReader(Path("report.csv").read_text(encoding="utf-8-sig").splitlines()))) == 30
    loaded = run(*words, "--skip-bad")
    assert loaded.code == 0
    assert counts(loaded.out)["problems"] == (30, None)
    assert counts(loaded.out)["relations"] == (1, 1)


@pytest.mark.parametrize("words", [["check"], ["import", "--dry-run"]])
def test_checking_writes_nothing_and_lists_each_problem(run, tables, tmp_path: Path, words):
    answer = run(*words, tables, "--store", "no-store", "--format", "json")
    assert answer.code == 1
    (problem,) = json.loads(answer.out)
    assert (problem["file"], problem["row"]) == ("firms.csv", 2)
    assert "光学组件与材料" in (problem["value"] + problem["reason"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tables"]


def test_a_clean_check_says_so(run, tables, own_store):
    answer = run("check", tables, "--store", own_store, "--lang", "en")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "1 nodes, 1 relations, 1 sources, 0 searches, 0 problems\n"


@pytest.mark.parametrize(
    ("path", "told"), [("absent", "没有这个文件"), ("picture.png", ".xlsx"), ("empty", "mapping.yaml")]
)
def test_what_is_no_table_is_told(run, tables, path, told):
    (tables.parent / "picture.png").write_bytes(b"\x89PNG")
    (tables.parent / "empty").mkdir()
    answer = run("import", path, "--store", "new-store")
    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err
    assert not Path("new-store").exists()


def test_the_demo(run, tmp_path: Path, monkeypatch, pack_store):
    monkeypatch.chdir(tmp_path)
    # without a browser; with one: test_fresh_clone
    monkeypatch.setenv("CHAINSCAPE_CHROMIUM", str(tmp_path / "no-such-browser"))
    answer = run("demo", "-o", "out dir/演示", "--lang", "zh")
    assert answer.code == 0, answer.err
    folder = Path("out dir/演示")
    chains = pack_store.run("MATCH (c:IndustryChain) RETURN c.id AS id, c.name AS name")
    for row in chains:
        slug = row["id"].removeprefix("chain:")
        assert row["name"] in answer.out
        for picture in ("map", "network"):
            assert (folder / f"{picture}-{slug}.html").stat().st_size > 10_000
    for picture in ("overview", "matrix", "book"):
        assert (folder / f"{picture}.html").stat().st_size > 100_000
    written = {page.name for page in folder.glob("*.html")}
    for page in written - {"book.html"}:
        # of the markup: what stands after it is inert data
        markup = (folder / page).read_text(encoding="utf-8").partition('<script type="application/json"')[0]
        linked = {address.partition("#")[0] for address in re.findall(r'href="([^"#]+)', markup)}
        papers = {path.name for path in folder.glob("*.png")} if page == "index.html" else set()
        assert linked >= papers
        assert linked <= written | papers, page
        kind = "network" if page.startswith("network-") else "map"
        assert linked >= {"overview.html", "matrix.html", f"{kind}-optoelectronics.html", "book.html"} - {page}, page
        assert ("index.html" in linked) == (page != "index.html"), page
    front = (folder / "index.html").read_text(encoding="utf-8")
    at = re.findall('href="([^"#]+)#lang=zh&amp;at=([^"]+)"', front)
    assert len(at) == 20, "ten gaps and ten hubs"
    for page, key in at:
        assert f'"{unquote(key)}":' in (folder / page).read_text(encoding="utf-8"), f"{page} knows {key}"
    for word in ("已有", "查过未见", "未知", "建链", "强链"):
        assert word in answer.out
    assert str((folder / "index.html").resolve()) in answer.out
    # one screen: totals, the weightiest gaps and hubs in a line each, what to open and to try
    assert len(answer.out.splitlines()) < 60
    assert max(map(width, answer.out.splitlines())) <= 120 + len(str(folder))
    assert "分量最重的缺口（共 91 处）\n 1 建链  医疗器械产业链 · " in answer.out
    assert " 1 江苏永钢集团有限公司：若退出：5 个环节" in answer.out
    names = {p.name for p in folder.iterdir() if p.suffix != ".html"}
    papers = {"map-optoelectronics-1.png", "map-optoelectronics-2.png"}
    assert names == {"store", "chainscape-demo.json", *papers}
    assert "map-optoelectronics-1.png、map-optoelectronics-2.png（放进 Word 用" in answer.out
    assert "  未写 map-optoelectronics.pdf：PDF 由 Chromium" in answer.out
    listed = json.loads(run("ask", "chains", "--store", folder / "store", "--format", "json").out)
    assert len(listed) == len(chains)


def test_the_demo_takes_away_only_its_own_store(run, tmp_path: Path, monkeypatch, own_store):
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    shutil.move(own_store, "mine/store")
    before = sorted(p.name for p in Path("mine/store").rglob("*"))
    answer = run("demo", "-o", "mine")
    assert answer.code == 1
    assert "-o" in answer.err
    assert sorted(p.name for p in Path("mine/store").rglob("*")) == before
    assert not (Path("mine") / "chainscape-demo.json").exists()


#: they have tests of their own: they write much, want a server, a store with a second version or a workbook
APART = ("demo", "copy", "adopt", "undo", "redo", "suggest")


@pytest.mark.parametrize(
    "command",
    [c for c in build("zh").all if c.name not in APART],
    ids=lambda c: c.name,
)
def test_the_examples_of_help_run(run, tables, own_store, monkeypatch, command):
    monkeypatch.setenv("CHAINSCAPE_STORE", str(own_store))
    for line in command.example.splitlines():
        said, _, words = line.rpartition("chainscape ")
        monkeypatch.setattr("sys.stdin", io.StringIO(said.partition("'")[2].partition("'")[0]))  # echo '…' |
        answer = run(*shlex.split(words))
        assert answer.code == 0, answer.err
