"""Commands in this process: what they print, where it goes, and with which exit code."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from chainscape.cli.program import build

GAP_COLUMNS = [
    "cell",
    "chain",
    "stage",
    "slot",
    "state",
    "count",
    "thing_count",
    "inherited",
    "verdict",
    "rule",
    "sentence",
    "next_step",
    "downstream",
    "house_count",
    "consortia",
    "set_aside",
    "clue",
    "method",
    "looked",
    "sources",
    "reliability",
    "newest",
    "districts",
    "unplaced",
]
#: columns for readers: they speak the language of the command
SPOKEN = ("sentence", "next_step", "set_aside", "clue")
SEARCH = ["search", "add", "光电/计量", "--result", "found", "--method", "web", "--by", "me"]
COMMANDS = {
    "copy", "export", "adopt", "init",
    "demo", "import", "check", "queries", "ask", "cypher", "gaps", "hubs", "search add", "map", "network",
    "overview", "matrix", "book", "pages", "shell", "whatif", "compare",
    "versions", "undo", "redo", "verify", "suggest", "forget", "rename", "merge", "history",
}  # fmt: skip


@pytest.fixture(autouse=True)
def store_of_the_pack(request, monkeypatch, tmp_path: Path):
    """Commands find the pack's store by the environment; the current folder is an empty one."""
    monkeypatch.chdir(tmp_path)
    if "pack_path" in request.fixturenames:
        monkeypatch.setenv("CHAINSCAPE_STORE", str(request.getfixturevalue("pack_path")))
    else:
        monkeypatch.delenv("CHAINSCAPE_STORE", raising=False)


# help


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_command_has_help_with_an_example(run, lang):
    every = build(lang).all
    assert {command.name for command in every} == COMMANDS
    for command in every:
        answer = run(*command.name.split(), "--help", "--lang", lang)
        assert answer.code == 0
        assert f"chainscape {command.name}" in answer.out.rpartition("example:" if lang == "en" else "例:")[2]
        assert command.title in answer.out


def test_help_speaks_one_language():
    for command in build("zh").all:
        for action in command.parser._actions:
            assert any("一" <= c <= "鿿" for c in action.help or ""), f"{command.name} {action.dest}: {action.help}"
    for command in build("en").all:
        text = command.parser.format_help().rpartition("example:")[0]
        plain = text.replace("光电/计量", "")
        assert not any("一" <= c <= "鿿" for c in plain), command.name


def test_without_words_the_help_comes(run):
    answer = run()
    assert answer.code == 0
    assert all(command.split()[0] in answer.out for command in COMMANDS)


# usage


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gap"], "gaps"),
        (["gaps", "--frmat", "csv"], "--frmat"),
        (["gaps", "--format", "xls"], "table"),
        (["gaps", "--timeout", "soon"], "soon"),
        (["gaps", "--timeout", "nan"], "nan"),
        (["ask"], "NAME"),
        (["search"], "COMMAND"),
        (["search", "add", "光电/计量"], "--result"),
        (["ask", "stage"], "stages"),
        (["ask", "stages", "chan=光电"], "chain"),
        (["ask", "stages", "光电"], "KEY=VALUE"),
        (["ask", "stages", "chain=a", "chain=b"], "两次"),
        (["queries", "gap-fact"], "gap-facts"),
        (["cypher"], "-f"),
        (["map", "光电"], ".html"),
        (["map", "光电", "-o", "x.svgz"], ".html"),
        (["gaps", "光典"], "光电"),
        (["gaps", "光电", "--template", "qualty-innovation"], "quality-innovation"),
        (["search", "add", "光电/计量", "--result", "x", "--method", "web", "--by", "me"], "none_found"),
    ],
)
def test_wrong_usage_is_told_in_a_line(run, own_store, monkeypatch, words, told):
    monkeypatch.setenv("CHAINSCAPE_STORE", str(own_store))
    answer = run(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith("chainscape: ")
    assert answer.err.count("\n") == 1
    assert told in answer.err


@pytest.mark.parametrize("words", [["gaps"], ["ask", "chains"], ["cypher", "RETURN 1 AS x"], SEARCH])
def test_reading_makes_no_store(run, tmp_path: Path, words):
    answer = run(*words, "--store", tmp_path / "nothing")
    assert answer.code == 1
    assert "处没有库" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_options_count_before_and_after_the_command_and_between_words(run, pack_path):
    asked = ["stages", "chain=光电"]
    answers = [
        run("--format", "csv", "ask", *asked),
        run("ask", *asked, "--format", "csv"),
        run("ask", "stages", "--format", "csv", "chain=光电"),
        run("--store", pack_path, "ask", "--format=csv", *asked),
    ]
    assert {a.code for a in answers} == {0}
    assert len({a.out for a in answers}) == 1
    assert answers[0].out.startswith("chain,stage,name,")


# queries, ask, cypher


def test_the_library_is_listed_and_a_query_printed_whole(run):
    answer = run("queries", "--format", "json")
    listed = {row["name"]: row for row in json.loads(answer.out)}
    assert listed["gap-facts"]["example"] == "chainscape ask gap-facts chain=光电"
    answer = run("queries", "stages")
    assert "\n// title: " in answer.out
    assert "MATCH" in answer.out


def test_ask_answers_in_every_format(run, pack_path, tmp_path: Path):
    words = ["ask", "lead-firms", "chain=冶金"]
    rows = json.loads(run(*words, "--format", "json").out)
    assert {row["name"] for row in rows} >= {"江苏沙钢集团有限公司"} or any("沙钢" in row["name"] for row in rows)
    assert run(*words, "--format", "csv").out.count("\r\n") == len(rows) + 1
    assert run(*words, "--format", "md").out.count("\n") == len(rows) + 2
    assert run(*words).out.count("\n") == len(rows) + 2
    run(*words, "-o", "leads.csv")
    raw = Path("leads.csv").read_bytes()
    assert raw.startswith("﻿".encode())
    assert len(list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))) == len(rows)


def test_cypher_takes_typed_parameters_and_files(run, pack_path, tmp_path: Path):
    text = "RETURN $n + 1 AS n, $word AS word, $list AS list, $text AS text"
    given = ["-p", "n=3", "-p", "word=亨通", "-p", 'list=["a","b"]', "-p", 'text="3"']
    (row,) = json.loads(run("cypher", text, *given, "--format", "json").out)
    assert row == {"n": 4, "word": "亨通", "list": ["a", "b"], "text": "3"}
    Path("own.cypher").write_text("﻿// a comment\nRETURN 2 AS n", encoding="utf-8")
    assert json.loads(run("cypher", "-f", "own.cypher", "--format", "json").out) == [{"n": 2}]
    Path("own.cypher").write_bytes("RETURN '光'".encode("gb18030"))
    answer = run("cypher", "-f", "own.cypher")
    assert (answer.code, answer.out) == (1, "")
    assert "UTF-8" in answer.err
    assert run("cypher", "-f", "absent.cypher").code == 1
    assert run("cypher", "RETURN $n AS n").code == 2


def test_cypher_does_not_write(run, pack_path):
    answer = run("cypher", "CREATE (:Company {id: 'x'})")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1


# gaps, hubs, search add


def test_gaps_have_the_columns_that_scripts_rely_on(run, pack_path):
    rows = json.loads(run("gaps", "光电", "--format", "json").out)
    assert rows
    assert list(rows[0]) == GAP_COLUMNS
    assert all(row["verdict"] in ("build", "fill", "extend", "strengthen", "single_on_record") for row in rows)
    every = json.loads(run("gaps", "光电", "--all", "--format", "json").out)
    assert len(every) > len(rows)
    assert {row["state"] for row in every} <= {"present", "not_found", "unknown", "not_expected", ""}
    assert not any(row["verdict"] in ("build", "fill") for row in every if row["state"] == "unknown")


@pytest.mark.parametrize("word", ["光电", "光电产业链", "chain:optoelectronics", "Optoelectronics"])
def test_a_chain_goes_by_many_names(run, pack_path, word):
    answer = run("gaps", word, "--format", "json")
    assert {row["chain"] for row in json.loads(answer.out)} == {"chain:optoelectronics"}


def test_tables_speak_the_language_and_csv_does_not(run, pack_path):
    assert "单点" in run("gaps", "光电").out
    assert "单点" not in run("gaps", "光电", "--lang", "en", "--format", "md").out.replace("光电", "")
    chinese, english = (run("gaps", "光电", "--format", "json", "--lang", lang).out for lang in ("zh", "en"))
    without = [[{k: v for k, v in row.items() if k not in SPOKEN} for row in json.loads(t)] for t in (chinese, english)]
    assert without[0] == without[1]


def test_hubs_of_a_chain_and_of_all(run, pack_path):
    rows = json.loads(run("hubs", "光电", "--format", "json").out)
    assert any(row["name"] == "亨通集团有限公司" for row in rows)
    assert all(row["hub"] and row["sentence"] for row in rows)
    assert len(json.loads(run("hubs", "--format", "json").out)) > len(rows)


def test_a_recorded_search_makes_a_gap_of_an_unknown_cell(run, own_store, monkeypatch):
    monkeypatch.setenv("CHAINSCAPE_STORE", str(own_store))
    unknown = [r for r in json.loads(run("gaps", "--all", "--format", "json").out) if r["rule"] == "nobody-looked"]
    cell = unknown[0]["cell"]
    words = ["search", "add", cell, "--result", "none_found", "--method", "survey", "--by", "市场监管局"]
    answer = run(*words, "--date", "2026-11-20", "--note", "逐户走访")
    assert (answer.code, answer.out) == (0, "")
    after = {r["cell"]: r for r in json.loads(run("gaps", "--all", "--format", "json").out)}
    assert after[cell]["state"] == "not_found"
    assert after[cell]["verdict"] in ("build", "fill")
    known = {u["cell"] for u in unknown}
    gaps = [c for c, row in after.items() if row["verdict"] in ("build", "fill") and c in known]
    assert gaps == [cell]
    # a search of the whole chain speaks for its stages, and is one gap all the same
    chain, stage, slot = cell.split("/", 1)[0], cell.split("/", 1)[1].rpartition("/")[0], cell.rpartition("/")[2]
    others = {c for c, row in after.items() if row["state"] == "not_found" and c in known and c != cell}
    assert all(stage == "-" and c.startswith(f"{chain}/") and c.endswith(f"/{slot}") for c in others)


def test_a_search_is_recorded_by_labels_and_a_slot_of_the_other_kind_is_told(run, own_store):
    looked = ["--result", "查过未见", "--method", "调查", "--by", "市场监管局", "--store", own_store]
    assert run("search", "add", "光电/专家智库", *looked).code == 0
    found = json.loads(run("ask", "search-records", "--store", own_store, "--format", "json").out)
    assert {"none_found survey"} == {f"{row['result']} {row['method']}" for row in found if row["by"] == "市场监管局"}
    told = run("search", "add", "光电/光纤预制棒/专家智库", *looked, "--lang", "zh")
    assert (told.code, "「专家智库」是整条产业链的支撑：请写 光电/专家智库" in told.err) == (2, True)
    told = run("search", "add", "光电/供应企业", *looked, "--lang", "en")
    assert "'供应企业' is a slot of stages: write 光电/…/供应企业" in told.err
    assert "expert 专家智库" in run("search", "add", "光电/检测机构", *looked, "--lang", "zh").err


def test_several_cells_at_once_with_what_was_searched(run, own_store, monkeypatch):
    monkeypatch.setenv("CHAINSCAPE_STORE", str(own_store))
    words = [
        "search",
        "add",
        "光电/光模块/上下游",
        "光电/下游",
        "--result",
        "none_found",
        "--method",
        "web",
        "--by",
        "虚构",
    ]
    answer = run(*words, "--query", "光模块", "下游", "--query", "系统设备", "--pages", "12", "--date", "2026-11-28")
    assert (answer.code, answer.err.count("\n")) == (0, 2)
    query = "MATCH (s:Search {by: '虚构'}) RETURN s.subject AS subject, s.queries AS queries ORDER BY subject"
    rows = json.loads(run("cypher", query, "--format", "json").out)
    assert [row["subject"] for row in rows] == ["chain:optoelectronics", "stage:optoelectronics/optical-module"]
    assert rows[0]["queries"] == ["光模块 下游", "系统设备"]
    Path("searches.csv").write_text(
        "cell,result,method,by\n光电/标准,found,survey,虚构\n光电/没有,found,survey,虚构\n", encoding="utf-8"
    )
    answer = run("search", "add", "--from", "searches.csv")
    assert (answer.code, answer.out) == (1, "")
    assert "searches.csv，第 3 行，格位「光电/没有」" in answer.err
    assert run("search", "add").code == 2
    assert run("search", "add", "光电/标准", "--result", "found").code == 2


def test_what_falls_without_some_bodies(run, pack_path):
    rows = json.loads(run("whatif", "亨通光电", "--format", "json").out)
    assert rows
    assert list(rows[0]) == ["what", "id", "name", "chain", "stage", "slot", "before", "after", "left"]
    alone = json.loads(run("whatif", "亨通光电", "--alone", "--format", "json").out)
    assert len(alone) <= len(rows)
    told = run("whatif", "沙钢", "永钢", "--chain", "冶金").err
    assert "仅据在录" in told
    assert run("whatif", "没有这一家").code in (1, 2)


def test_what_was_known_by_two_dates(run, pack_path):
    rows = json.loads(run("compare", "2020", "2026-11", "--chain", "光电", "--format", "json").out)
    assert rows
    assert {row["what"] for row in rows} <= {"cell", "links", "hub"}
    assert all(row["why"] for row in rows)
    assert json.loads(run("compare", "2026-12", "2026-12", "--chain", "光电", "--format", "json").out) == []
    assert run("compare", "soon", "2026").code == 2
    then = json.loads(run("gaps", "光电", "--all", "--known-by", "2015", "--format", "json").out)
    now = json.loads(run("gaps", "光电", "--all", "--format", "json").out)
    assert sum(r["state"] == "present" for r in then) < sum(r["state"] == "present" for r in now)


def test_a_chain_without_hubs_says_why(run, pack_path):
    answer = run("hubs", "婚纱")
    assert answer.code == 0
    assert "没有枢纽" in answer.err or "仅据在录" in answer.out


def test_rules_of_ones_own(run, pack_path, tmp_path: Path):
    from chainscape.schema.templates import FOLDER

    text = (FOLDER / "quality-innovation.yaml").read_text(encoding="utf-8")
    Path("mine.yaml").write_text(text.replace("verdicts: [build, fill,", "verdicts: [fill,"), encoding="utf-8")
    kinds = {row["verdict"] for row in json.loads(run("gaps", "--template", "mine.yaml", "--format", "json").out)}
    assert "build" not in kinds
    assert "single_on_record" in kinds
    Path("mine.yaml").write_text(text.replace("stale_after: 5", "stale_after: soon"), encoding="utf-8")
    answer = run("gaps", "--template", "mine.yaml")
    assert answer.code == 1
    assert "键 stale_after：应为 0 到 1,000,000 的整数" in answer.err


# files


def test_a_file_is_written_whole_or_not_at_all(run, pack_path, monkeypatch):
    Path("gaps.json").write_text("before", encoding="utf-8")
    monkeypatch.setattr(os, "replace", _full)
    answer = run("gaps", "光电", "-o", "gaps.json")
    assert answer.code == 1
    assert "gaps.json：磁盘已满" in answer.err
    assert [p.name for p in Path().iterdir()] == ["gaps.json"]
    assert Path("gaps.json").read_text(encoding="utf-8") == "before"


def test_output_into_nowhere_is_told(run, pack_path):
    answer = run("ask", "chains", "-o", "no/such/folder/x.csv")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    Path("folder").mkdir()
    assert run("ask", "chains", "-o", "folder").code == 1


def test_a_dash_prints(run, pack_path):
    assert run("ask", "chains", "-o", "-", "--format", "csv").out.startswith("id,name")


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
