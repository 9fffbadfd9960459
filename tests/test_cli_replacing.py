"""``import`` of corrected files, ``forget``, ``rename``, ``merge`` and ``history`` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

MAPPING = """
dataset: madeup-firms
tables:
  - file: firms.csv
    rows: Company
    id: 编号
    properties: {企业: name, 成立: founded}
    sources: {column: 来源, create: true}
    date: 日期
"""
MAY = "编号,企业,成立,来源,日期\ncompany:m1,虚构甲,1990,虚构名录,2024-05\ncompany:m2,虚构乙,1991,虚构名录,2024-05\n"
JUNE = "编号,企业,成立,来源,日期\ncompany:m1,虚构甲,1992,虚构名录,2024-05\n"


@pytest.fixture
def folder(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose tables were imported, and then corrected."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(tmp_path / "store"))
    place = tmp_path / "tables"
    place.mkdir()
    (place / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (place / "firms.csv").write_text(MAY, encoding="utf-8")
    assert run("import", "tables").code == 0
    (place / "firms.csv").write_text(JUNE, encoding="utf-8")
    return place


def firms(run) -> list[str]:
    return sorted(row["id"] for row in json.loads(run("ask", "find", "word=虚构", "--format", "json").out))


def test_in_a_pipe_nothing_vanishes_unasked(run, folder: Path):
    assert "vanished Company 虚构乙" in run("import", "tables", "--dry-run", "--lang", "en").err
    answer = run("import", "tables", "--lang", "en")
    assert answer.code == 1
    assert "1 of 2 statements vanish" in answer.err
    assert "founded: 1990 → founded: 1992" in answer.err
    assert "--replace withdraws them, --add keeps them" in answer.err
    assert firms(run) == ["company:m1", "company:m2"]
    assert run("import", "tables", "--add").code == 0
    assert firms(run) == ["company:m1", "company:m2"]
    answer = run("import", "tables", "--replace", "--lang", "zh")
    assert answer.code == 0
    assert "消失 Company 虚构乙（company:m2）" in answer.err
    assert firms(run) == ["company:m1"]
    told = json.loads(run("history", "company:m2", "--format", "json").out)
    assert [(row["status"], row["said"]) for row in told] == [("vanished", "founded: 1991, name: 虚构乙")]


def test_a_file_of_another_name_is_told_with_what_keeps_its_rows(run, folder: Path):
    (folder / "firms.csv").unlink()
    (folder / "firms-june.csv").write_text(MAY, encoding="utf-8")
    (folder / "mapping.yaml").write_text(MAPPING.replace("firms.csv", "firms-*.csv"), encoding="utf-8")
    answer = run("import", "tables", "--lang", "en")
    assert answer.code == 1
    line = "table firms-june says most of the same: if only the file has another name, write name: firms there"
    assert line in answer.err
    assert "若只是文件改了名，请在映射的该表中写 name: firms" in run("import", "tables", "--lang", "zh").err
    named = MAPPING.replace("file: firms.csv", "file: firms-*.csv\n    name: firms")
    (folder / "mapping.yaml").write_text(named, encoding="utf-8")
    answer = run("import", "tables", "--lang", "en")
    assert (answer.code, "2 the same, 0 new, 0 changed" in answer.err) == (0, True)
    # next to nothing of it stands in the new file: another table
    (folder / "mapping.yaml").write_text(MAPPING.replace("firms.csv", "firms-*.csv"), encoding="utf-8")
    (folder / "firms-june.csv").write_text(MAY.replace("company:m", "company:n"), encoding="utf-8")
    assert "says most of the same" not in run("import", "tables", "--lang", "en").err


@pytest.mark.parametrize(("said", "left"), [("y\n", 1), ("n\n", 2), ("", 2)])
def test_on_a_terminal_it_asks(run, folder: Path, monkeypatch: pytest.MonkeyPatch, said: str, left: int):
    terminal = io.StringIO(said)
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("chainscape.cli.replacing.at_terminal", lambda: True)
    answer = run("import", "tables", "--lang", "en")
    assert "[y/N]" in answer.err
    assert answer.code == (0 if left == 1 else 1)
    assert len(firms(run)) == left


def test_corrections_are_told(run, folder: Path):
    assert "m1: 虚构甲 → 虚构丙" in run("rename", "虚构甲", "虚构丙", "--lang", "en").err
    assert "虚构乙 (company:m2) is 虚构丙 (company:m1) now" in run("merge", "company:m2", "虚构丙", "--lang", "en").err
    answer = run("import", "tables", "--replace", "--lang", "en")
    assert answer.code == 0
    assert firms(run) == ["company:m1"]
    assert run("forget", "madeup-firms", "--lang", "en").code == 0
    assert "holds nothing yet" in run("forget", "madeup-firms", "--lang", "en").err


def test_a_name_that_another_body_has_is_told(run, folder: Path):
    told = run("rename", "虚构甲", "虚构乙", "--lang", "zh").err
    assert "虚构乙（company:m2）也叫此名：若是同一个，用 chainscape merge company:m1 company:m2 并为一个" in told
    # its old name is an alias of it, and no other's
    assert "也叫此名" not in run("rename", "company:m1", "虚构丙", "--lang", "zh").err


def test_history_is_in_chinese_for_a_reader_and_what_no_file_says_is_no_dataset_to_name(run, folder: Path):
    assert run("import", "tables", "--replace").code == 0
    assert run("rename", "虚构甲", "虚构丙").code == 0
    told = run("history", "company:m2", "--lang", "zh").out
    assert "消失" in told
    assert "vanished" not in told
    assert "vanished" in run("history", "company:m2", "--lang", "zh", "--format", "csv").out
    answer = run("forget", "虚构无名", "--lang", "zh")
    assert "madeup-firms" in answer.err
    assert "by hand" not in answer.err


def test_the_name_that_it_has_already_is_refused(run, folder: Path):
    before = run("versions", "--format", "json").out
    for words in (("虚构甲", "虚构甲"), ("company:m1", " 虚构甲")):
        answer = run("rename", *words, "--lang", "zh")
        assert answer.code == 2
        assert "现在就叫「虚构甲」：没有写入" in answer.err
    assert run("versions", "--format", "json").out == before
    # one that it has and one that it has not is something new
    assert run("rename", "虚构甲", "虚构甲", "--en", "Made-up A").code == 0


def test_bodies_of_one_code_and_one_body_of_two_codes_are_told(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHAINSCAPE_STORE", str(tmp_path / "store"))
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "mapping.yaml").write_text(
        "dataset: madeup\ntables:\n  - file: firms.csv\n    rows: Company\n"
        "    properties: {企业: name, 代码: credit_code}\n",
        encoding="utf-8",
    )
    (tables / "firms.csv").write_text(
        "企业,代码\n虚构甲,91000000MADEUP001M\n虚构乙,91000000MADEUP001M\n虚构丙,91000000MADEUP002Q\n", encoding="utf-8"
    )
    told = run("import", "tables", "--lang", "zh").err
    assert "1 对主体的统一社会信用代码相同" in told
    told = run("merge", "虚构丙", "虚构甲", "--lang", "zh").err
    assert "两者的统一社会信用代码不同：91000000MADEUP002Q、91000000MADEUP001M" in told
    # of one code they may well be one
    assert "不同" not in run("merge", "虚构乙", "虚构甲", "--lang", "zh").err
