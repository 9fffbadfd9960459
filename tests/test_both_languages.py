"""Problems and errors are said in both languages: in the sources, and by commands on bad files. All data is made up."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tables import folder

from chainscape import schema
from chainscape.cli.waiting import tell_what_is_logged

ROOT = Path(__file__).parent.parent
FOLDERS = ("analysis", "cli", "graph", "importers", "queries", "schema", "viz")
_CHINESE = re.compile("[\u3400-\u9fff]")
#: a word of English prose: two small letters or more, between blanks
_WORD = re.compile(r"(?<![\w.{-])[a-z]{2,}(?![\w.=-])")
#: a run of English words, as only a sentence has it
SENTENCE = re.compile(r"\b[A-Za-z]+(?: [a-z]{2,}){3,}")

#: whatever is made with a message in English and one in Chinese
SPOKEN = {
    name for name, each in vars(schema).items() if isinstance(each, type) and issubclass(each, schema.ChainscapeError)
} | {"Unreadable", "NotKept", "Unkept", "_KeyTwice", "_Overlong"}
#: errors of Python itself that say something in English alone, and why they may
ENGLISH = {
    ("cli/parser.py", "_rows"): "argparse puts a sentence of its own in its place",
    ("cli/parser.py", "_seconds"): "argparse puts a sentence of its own in its place",
    ("importers/reading/spoiled_ods.py", "spoiled_ods"): "quoted as what the file's reader said",
    ("importers/reading/spoiled_xls.py", "_sheets"): "quoted as what the file's reader said",
    ("queries/asking.py", "_within"): "the caller says what was expected",
    ("viz/page/standing.py", "stand_alone"): "a mistake of whoever calls, not of a reader",
}


def calls(source: str) -> Iterator[tuple[str, ast.Call, str]]:
    """Yield the function around each call, the call, and the name that is called."""
    around: dict[ast.AST, str] = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):
        name = node.name if isinstance(node, ast.FunctionDef) else around.get(node, "")
        for child in ast.iter_child_nodes(node):
            around[child] = name
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield around.get(node, ""), node, called


def words(node: ast.AST | None) -> str:
    """Return what stands in a message itself, without what is filled in."""
    if node is None:
        return ""
    return " ".join(
        str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def is_prose(text: str) -> bool:
    return len(_WORD.findall(text)) >= 2 and not _CHINESE.search(text)


def monolingual(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, function and name of every problem and error without Chinese, or with English for it."""
    for function, call, name in calls(source):
        given = {each.arg: each.value for each in call.keywords}
        if name == "Problem" or name in SPOKEN:
            zh = given.get("zh") or (call.args[1] if name != "Problem" and len(call.args) > 1 else None)
            packed = any(isinstance(each, ast.Starred) for each in call.args) or name == "UnknownName"
            alone = bool(call.args) and not packed and (zh is None or is_prose(words(zh)))
        else:
            python = name in ("ValueError", "TypeError") and bool(call.args)
            alone = python or (name == "Text" and len(call.args) == 2 and is_prose(words(call.args[0])))
        if alone:
            yield call.lineno, function, name


@pytest.mark.parametrize(
    "source",
    [
        'raise UsageError("no such file")',
        'raise UsageError("no such file", "no such file")',
        'yield Problem("the cell is blank", place)',
        'raise ValueError(f"{text} is no number")',
        'Text("no such file", "no such file")',
    ],
)
def test_what_speaks_english_alone_is_seen(source: str):
    assert len(list(monolingual(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'raise UsageError("no such file", "没有这个文件")',
        'yield Problem("the cell is blank", place, zh="单元格为空")',
        'raise StoreError(f"{path} {en}", f"{path} {zh}")',
        "raise UsageError.of(reason + suggest(word, known))",
        "raise QueryTimeout(*timed_out(seconds))",
        'Text("CREATE", "CREATE")',
    ],
)
def test_what_speaks_both_is_let_be(source: str):
    assert list(monolingual(source)) == []


@pytest.mark.parametrize("part", FOLDERS)
def test_every_problem_and_error_speaks_both_languages(part: str):
    found = [
        f"{name}:{line}: {called} in {function}"
        for path in sorted((ROOT / part).rglob("*.py"))
        for name in [path.relative_to(ROOT).as_posix()]
        for line, function, called in monolingual(path.read_text(encoding="utf-8"))
        if (name, function) not in ENGLISH
    ]
    assert found == []


def test_exceptions_are_still_needed():
    found = {
        (name, function)
        for name in {name for name, _ in ENGLISH}
        for _, function, _ in monolingual((ROOT / name).read_text(encoding="utf-8"))
    }
    assert ENGLISH.keys() - found == set()


BAD = {
    "firms": "企业,成立,统一社会信用代码,产值,地区,状态,多余\n"
    "虚构甲公司,去年,91000000MADEUP001Q,很多,虚构无名市,不存在,\n"
    "虚构乙公司,#REF!,9.13205E+17,,,,\n"
    ",2001,,,,,\n"
    "虚构丙公司,Nov-23,,,,,\n"
    "虚构丁公司,2023-13,,,,,,,\n"
    '虚构戊公司,"2001,,,,,\n',
    "links": "从,至\n虚构甲公司,虚构无名氏\n虚构乙公司,\n",
    "sources": "题名,网址,等级\n虚构来源,madeup.example,Z\n",
    "searches": "对象,支撑,方式,结果,日期\nchain:madeup,测试,猜,没有,2023-02-30\n",
    "empty": "",
    "other": "甲,乙,丙\n1,2,3\n",
}
MAPPING = """
    - file: firms.csv
      rows: Company
      properties: {企业: name, 成立: founded, 统一社会信用代码: credit_code, 产值: listed_on, 状态: status}
      relations:
        - type: LOCATED_IN
          to: {column: 地区, type: Region, match: name}
    - file: links.csv
      rows: SUPPLIES
      from: {column: 从, type: Company, match: name}
      to: {column: 至, type: Company, match: name}
      always: {product: 虚构品}
    - file: sources.csv
      rows: source
      properties: {题名: title, 网址: url, 等级: reliability}
    - file: searches.csv
      rows: search
      properties: {对象: subject, 支撑: slot, 方式: method, 结果: result, 日期: date}
    - file: empty.csv
      rows: Product
      properties: [name]
    - file: other.csv
      rows: Product
      properties: {名称: name, 说明: note}
    - file: gone.csv
      rows: Product
      properties: [name]
"""


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tables").mkdir()
    made = folder(tmp_path / "tables", MAPPING, **BAD)
    (made / "unused.csv").write_text("虚构\n1\n", encoding="utf-8")
    return made


def english(text: str) -> list[str]:
    return SENTENCE.findall(text)


def test_check_speaks_chinese_alone(run, bad: Path):
    answer = run("check", bad, "--store", "none", "--lang", "zh")
    assert answer.code == 1
    assert english(answer.out + answer.err) == []
    told = run("check", bad, "--store", "none", "--lang", "zh", "--format", "csv")
    for reason in (
        "不是日期",
        "校验码不对",
        "没有 13 月",
        "没有名为「虚构无名氏」的企业",
        "文件为空",
        "引号开了没有关",
    ):
        assert reason in told.out, reason
    assert english(told.out + told.err) == []


def test_check_speaks_english_alone(run, bad: Path):
    told = run("check", bad, "--store", "none", "--lang", "en", "--format", "csv")
    reasons = [line.rsplit(",", 1)[-1] for line in told.out.splitlines()]
    assert "is not a date" in told.out
    assert len(reasons) > 10
    assert "不是" not in told.out


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_reports_speak_the_language_of_the_command(run, bad: Path, suffix: str):
    for lang, said in (("zh", "不是日期"), ("en", "is not a date")):
        run("check", bad, "--store", "none", "--lang", lang, "--report", f"{lang}.{suffix}")
        text = Path(f"{lang}.{suffix}").read_text(encoding="utf-8-sig")
        assert said in text
        assert bool(english(text)) is (lang == "en")
        keys = ["file", "sheet", "row", "column", "value", "reason"]
        if suffix == "csv" and lang == "zh":
            keys = ["文件", "工作表", "行", "列", "值", "原因"]
        # scripts read the same keys in both; a table is for people
        assert text.startswith(",".join(keys) + "\n") if suffix == "csv" else all(f'"{key}"' in text for key in keys)


def test_a_refused_import_says_so_in_chinese(run, bad: Path):
    answer = run("import", bad, "--store", "new", "--lang", "zh")
    assert answer.code == 1
    assert "整体拒绝：" in answer.err
    assert english(answer.err) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gaps", "光店"), "没有名为「光店」的产业链。是「光电」吗？"),
        (("ask", "gap-fact"), "没有名为「gap-fact」的查询。是「gap-facts」吗？"),
        (("ask", "stages", "chian=光电"), "没有名为「chian」的 stages 的参数"),
        (("ask", "stages", "chain"), "「chain」不是 KEY=VALUE"),
        (("ask", "stages", "chain=光电", "chain=光电"), "chain 给了两次"),
        (("cypher", "CREATE (n:Company)"), "拒绝："),
        (("cypher", "RETURN"), "不是 Cypher 语句"),
        (("cypher", "RETURN $a"), "语句要 $a 的值"),
        (("gap", "光电"), "没有命令「gap」。是「gaps」吗？"),
        (("gaps", "--known-by", "2023-13"), "没有 13 月"),
        (("export", "-o", "out", "--format", "dot"), "--format 不能是"),
        (("search", "add", "光电", "--result", "found", "--method", "web", "--by", "虚构某人"), "不是格位"),
        (("map", "光电", "--hub-measure", "weight", "-o", "a.html"), "没有名为「weight」的枢纽指标"),
        (("suggest", "nothing.csv"), "没有这个文件"),
        (("check", "nothing"), "没有这个文件或文件夹"),
        (("map", "光电", "-o", "a.png", "--dpi", "a"), "--dpi 要"),
        (("import", "--add", "--replace", "a.csv"), "--replace 不能与"),
    ],
)
def test_errors_speak_chinese_alone(
    run, pack_path: Path, tmp_path: Path, monkeypatch, words: tuple[str, ...], said: str
):
    monkeypatch.chdir(tmp_path)
    answer = run(*words, "--store", pack_path, "--lang", "zh")
    assert answer.code in (1, 2)
    assert said in answer.err
    assert english(answer.err.replace(str(pack_path), "")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tables: [", "不是有效的 YAML"),
        ("dataset: a\ntables: [{file: a.csv, rows: Compny}]", "是「Company」吗？"),
        ("dataset: a\ntables: [{file: a.csv, rows: Company, properties: [nam]}]", "应为 Company 的属性"),
        ("dataset: a\ntables: []", "应为至少一张表，现为空列表"),
        ("dataset: a b\ntables: []", "应为由字母、数字、_、- 和 . 组成的名称"),
        ("dataset: a\ndataset: b", "键「dataset」出现两次"),
        ("dataset: a\nfiles: []", "应为以下键之一"),
        ("", "mapping.yaml：文件为空；应写各键及其内容"),
        (
            "dataset: a\ntables: [{file: a.csv, rows: Company, properties: [name], chain: 链}]",
            "应为 Stage 的行（只有环节的编号由产业链和名称一起得出），现为「Company」",
        ),
        ("dataset: a\n\ttables: []", "第 2 行：不是有效的 YAML：缩进处有制表符"),
        ("dataset: [a, b\ntables: 1", "列表缺 , 或 ]"),
        (
            "dataset: a\ntables: [{file: a.csv, rows: Company, properties: [name], where: {name: {matches: '(a'}}}]",
            "正则表达式（缺 )）",
        ),
    ],
)
def test_mappings_are_explained_in_chinese(run, tmp_path: Path, monkeypatch, text: str, said: str):
    monkeypatch.chdir(tmp_path)
    Path("mapping.yaml").write_text(text, encoding="utf-8")
    Path("a.csv").write_text("name\n虚构\n", encoding="utf-8")
    answer = run("check", "a.csv", "--store", "none", "--lang", "zh")
    assert answer.code == 1
    assert said in answer.err
    assert english(answer.err) == []


@pytest.mark.parametrize("begin", [b"PK\x03\x04" + b"\0" * 300, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 900])
def test_a_broken_workbook_quotes_no_reader(run, tmp_path: Path, begin: bytes):
    at = folder(tmp_path, "\n    - {file: 虚构.xlsx, rows: Company, properties: [name]}\n")
    (at / "虚构.xlsx").write_bytes(begin)
    answer = run("check", at, "--store", "none", "--lang", "zh")
    assert "工作簿无法读取，已损坏或不完整" in answer.out
    assert english(answer.out) == []


def test_a_mapping_is_named_with_its_folder_and_a_wrong_name_of_a_draft_by_its_option(run, tmp_path: Path):
    at = folder(tmp_path, "\n    - {file: firms.csv, rows: Compny, properties: [name]}\n", firms="name\n虚构甲\n")
    assert f"{at / 'mapping.yaml'}，第 " in run("check", at, "--store", "none", "--lang", "zh").err
    answer = run("suggest", at / "firms.csv", "--name", "a b", "--lang", "zh")
    assert answer.code == 2
    assert "--name 应为由字母、数字、_、- 和 . 组成的名称，现为「a b」" in answer.err
    assert "mapping.yaml" not in answer.err


def test_a_picture_that_is_called_a_workbook_is_told_as_one(run, tmp_path: Path):
    at = folder(tmp_path, "\n    - {file: 虚构.xlsx, rows: Company, properties: [name]}\n")
    (at / "虚构.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    answer = run("check", at, "--store", "none", "--lang", "zh")
    assert "这是图片，不是表格" in answer.out
    assert "UTF" not in answer.out


def test_broken_json_is_explained_in_chinese(run, tmp_path: Path):
    at = folder(tmp_path, "\n    - {file: 虚构.json, rows: Company, properties: [name]}\n")
    (at / "虚构.json").write_text('[{"name": }]', encoding="utf-8")
    answer = run("check", at, "--store", "none", "--lang", "zh")
    assert "第 1 行第 10 个字符处有误（此处应有值）" in answer.out


def test_what_a_store_logs_is_told_in_the_language_of_the_command(capsys: pytest.CaptureFixture[str]):
    for lang, said in (("zh", "虚构地址：没有回应"), ("en", "madeup is silent")):
        tell_what_is_logged(lang)
        logging.getLogger("chainscape").warning("%s is silent", "madeup", extra={"zh": "虚构地址：没有回应"})
        assert capsys.readouterr().err == said + "\n"
