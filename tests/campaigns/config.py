"""Good configuration files spoilt at random, byte by byte and key by key: each is refused by one short sentence.

Every kind that the program reads: mappings of tables and of graphs, templates, types of the vocabulary, queries, JSON
Lines, JSON on the command line. All in one process: none needs a store.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import madeup_graph

from chainscape import graph, importers
from chainscape.cli import main as program
from chainscape.cli.asking import read_values
from chainscape.cli.screen import message
from chainscape.importers.graphs.contents import Contents, Tied
from chainscape.importers.graphs.mapping_file import read_graph_mapping
from chainscape.schema import ChainscapeError, read_yaml, template, vocabulary
from chainscape.schema.templates import FOLDER as TEMPLATES
from chainscape.schema.vocabularies import FOLDER as TYPES

#: seconds and bytes that a single try may take: far more than any should
LONGEST = 30
MOST_MEMORY = 2_000_000_000
#: characters of a message
LONGEST_MESSAGE = 2_100
#: what Python would show, and a reader should not see
PYTHON = re.compile(
    r"(?<=\s)[\[{]'\w|\bNone\b|<class|object at 0x|Error\(|codec can't|argument must|not supported between"
)

#: values in place of good ones
VALUES = (
    "", "~", "null", "no", "yes", "on", "true", "False", "2024-13-45", "2023-11-01", "1:30", "0o7", "0x1F", "007",
    "1_000", ".nan", "-.inf", "1.0e999", "9" * 5_000, "9" * 18, "-1", "1e5", "!!int foo", "!!binary aGk=", "!x y",
    "&a [*a]",
    "*nobody", "!!timestamp 2023", "!!python/object:os.system x", "[]", "{}", "[[]]", "[null]", "{a: 1}", "{1: 2}",
    "{[a]: 1}",
    "? a", "- a", "undefined", "idna", "utf-16", "'\".\"'", '"."', '".."', '"*"', '"a/../b"', '"/x"', '"a\\0b"',
    '"\\ud800"',
    '"\\x1b[31m"', '"\\u202e"', "'a\tb'", "|", ">-", "'",
    '"', "`", "@a", "%a", "a: b", "[a", "{a", "a]", "name", "Company",
    "LEADS", "source", "search", "²", "x" * 5_000, "名" * 500, "[" * 100_000, "{" * 100_000, "- " * 3_000 + "x",
    "[" + "x," * 3_000 + "]", "<<: *a", "#", "...", "---",
)  # fmt: skip
#: keys in place of good ones
KEYS = (
    "<<",
    "1",
    "null",
    "true",
    "? [a]",
    "''",
    '"\\0"',
    "x" * 1_000,
    "~",
    "2023-11-01",
    "[a]",
    "&a b",
    "*b",
    "名",
    "file",
)
#: bytes put anywhere
BYTES = (
    b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[31m", b"\t", b"\r", b"\n", b"\n---\n", b"\n...\n", b"\xe9",
    b"\x85",
    "\u2028".encode(), "\u202e".encode(), b"'",
    b'"', b"{", b"}", b"[", b"]", b":", b": ", b",", b"&a ", b"*a ", b"!!x ",
    b"9" * 5_000, b"1e999", b"NaN", b"\\ud800", b"\\", b"//", b"$x", b"param",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: good ones, and what reads one."""

    name: str
    good: Sequence[bytes]
    file: str
    read: Callable[[Path], Any]
    #: structure of YAML; else bytes and lines only
    yaml: bool = True


def kinds(folder: Path) -> list[Kind]:
    """Return every kind; files are written into a folder of their own."""
    words = folder / "words"
    shutil.copytree(TYPES, words, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    types = [path.read_bytes() for path in sorted((TYPES / "types").glob("*.yaml"))[:6]]
    pack = (importers.datasets.PACKS / "suzhou" / "mapping.yaml").read_bytes()
    library = sorted((Path(importers.__file__).parents[1] / "queries" / "library").glob("*.cypher"))
    shipped = [path.read_bytes() for path in sorted(TEMPLATES.glob("*.yaml"))]
    found = [
        Kind("mapping", [_MAPPING.encode(), pack], "tables/mapping.yaml", _check),
        Kind("graph mapping", [madeup_graph.MAPPING.encode()], "graph.yaml", _graph_mapping),
        Kind("template", shipped, "template.yaml", template),
        Kind("gaps", shipped, "gaps.yaml", lambda path: _run(["gaps", "--template", str(path), "--store", "absent"])),
        Kind("code list", [(TYPES / "codes" / "status.yaml").read_bytes()], "words/codes/status.yaml", _vocabulary),
        Kind("query", [path.read_bytes() for path in library[:12]], "own/query.cypher", _query, yaml=False),
        Kind("json lines", [_lines()], "all.jsonl", lambda path: list(graph.read_records(path)), yaml=False),
        Kind("parameter", [b'{"a": [1, 2.5, "x", null, true], "b": {"c": -3}}'], "value.txt", _parameter, yaml=False),
    ]
    for path, text in zip(sorted((TYPES / "types").glob("*.yaml"))[:6], types, strict=True):
        found.append(Kind(f"type {path.stem}", [text], f"words/types/{path.name}", _vocabulary))
    return found


def main(seconds: float, seed: int) -> tuple[int, list[str]]:
    """Spoil files for so many seconds; return how many, and a line for each that was not told in a sentence."""
    begun = time.time()
    done, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for each in tries(Path(folder), seed):
            done += 1
            if told := each():
                wrong.append(told)
            if time.time() - begun > seconds:
                break
    return done, wrong


def tries(folder: Path, seed: int) -> Iterator[Callable[[], str]]:
    """Yield tries without end: each returns what was wrong with it, "" where nothing was."""
    dice = random.Random(seed)
    every = kinds(folder)
    while True:
        for kind in every:
            good = dice.choice(kind.good)
            spoilt = spoil(good, dice, kind.yaml)
            yield lambda kind=kind, good=good, spoilt=spoilt: attempt(folder, kind, good, spoilt)


def spoil(text: bytes, dice: random.Random, yaml: bool) -> bytes:
    """Return a file with one to three faults."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        if len(text) > 50_000:
            return text  # a large fault is one: looking for more in it takes long
        by = [_by_bytes, _by_bytes, _by_lines, _whole, *([_by_keys] * 5 if yaml else [_by_json] * 3)]
        text = dice.choice(by)(text, dice)
    return text


def _by_bytes(text: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(text) + 1)
    to = min(len(text), at + dice.choice((0, 0, 1, 3, 30)))
    return text[:at] + dice.choice((b"", *BYTES)) + text[to:]


def _by_lines(text: bytes, dice: random.Random) -> bytes:
    lines = text.split(b"\n")
    at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    changed = dice.choice((b"", lines[other], b" " + lines[at], lines[at].strip(), lines[at][: len(lines[at]) // 2]))
    return b"\n".join([*lines[:at], changed, *lines[at + dice.choice((0, 1)) :]])


def _by_keys(text: bytes, dice: random.Random) -> bytes:
    places = list(re.finditer(rb"(?m)([\w\x80-\xff]+)(: ?)([^,{}\[\]\n]*)", text))
    if not places:
        return text
    found = dice.choice(places)
    value = dice.choice(VALUES).encode("utf-8", "surrogatepass")
    if dice.random() < 0.25:
        return text[: found.start(1)] + dice.choice(KEYS).encode() + text[found.end(1) :]
    return text[: found.start(3)] + value + text[found.end(3) :]


def _by_json(text: bytes, dice: random.Random) -> bytes:
    places = list(re.finditer(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|null|\w+', text))
    if not places:
        return text
    found = dice.choice(places)
    with_ = (
        b"null", b"true", b"1", b"-1", b"[]", b"{}", b'""', b'"x"', b"9" * 5_000, b"9" * 20, b"1e999", b"NaN",
        b"Infinity",
        b"[" * 100_000, b'{"a":' * 70 + b"1" + b"}" * 70, b'{"a": 1, "a": 2}', b'"\\ud800"',
        b'"' + b"x" * 5_000 + b'"', b"[1]",
        b'["a", null]', b'"Company"', b'"LEADS"', b'"Source"', b'"Search"', b'"kind"', b'"from"', b"2024-13-45",
    )  # fmt: skip
    return text[: found.start()] + dice.choice(with_) + text[found.end() :]


def _whole(text: bytes, dice: random.Random) -> bytes:
    """Spoil all of a file: its encoding, its end, what stands before it."""
    bomb = [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 11)),
    ]
    plain = text.decode("utf-8", "replace")
    return dice.choice((
        b"", b"\n", b"- a\n", b"a\n", b"\xef\xbb\xbf" + text, plain.encode("utf-16"), plain.encode("utf-16-le"),
        plain.encode("utf-32"),
        plain.encode("gb18030"), text[: len(text) // 2], text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\r"),
        text + text,
        "\n".join(bomb).encode() + b"\n" + text, b"".join(b"key%d: %d\n" % (n, n) for n in range(40_000)),
        text + b"\n---\n" + text,
        b"[" * 100_000, b"{" * 100_000, b"? " * 10_000, b"a: &a [*a]\n" + text, b"#" * 4_100_000,
        b"x: |\n  " + b"x" * 1_000_000,
    ))  # fmt: skip


def attempt(folder: Path, kind: Kind, good: bytes, spoilt: bytes) -> str:
    """Read a spoilt file and return what was wrong with how it was told, "" where nothing was."""
    path = folder / kind.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(spoilt)
    try:
        with bounded():
            kind.read(path)
        return ""
    except ChainscapeError as error:
        return amiss(kind, message(str(error)), str(error), path)
    except Exception as error:
        return f"{kind.name}: {type(error).__name__}: {str(error)[:300]} ← {_kept(spoilt)}"
    finally:
        path.write_bytes(good)


def _kept(spoilt: bytes) -> str:
    """Keep a file that found a fault, and return where; of a short one all of it."""
    path = Path(tempfile.gettempdir()) / f"chainscape-spoilt-{abs(hash(spoilt)):x}"
    path.write_bytes(spoilt)
    return str(path)


def amiss(kind: Kind, shown: str, whole: str, path: Path) -> str:
    """Return what is wrong with a message."""
    if len(whole) > LONGEST_MESSAGE or "\n" in whole.strip():
        return f"{kind.name}: a message of {len(whole)} characters, {whole.count(chr(10)) + 1} lines: {whole[:300]!r}"
    if found := PYTHON.search(whole):
        return f"{kind.name}: Python's {found[0]!r} in: {shown[:400]}"
    if kind.name != "parameter" and path.name not in whole:
        return f"{kind.name}: no file in: {shown[:400]}"
    return ""


@contextmanager
def bounded() -> Iterator[None]:
    """Fail what takes too long, or memory without measure."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    if (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held) * 1024 > MOST_MEMORY:
        raise MemoryError(f"more than {MOST_MEMORY:,} bytes")


def _run(words: list[str]) -> None:
    """Run the program, and raise what it told as an error."""
    err = io.StringIO()
    with redirect_stderr(err), redirect_stdout(io.StringIO()):
        code = program(words)
    if code not in (0, 1, 2):
        raise AssertionError(f"exit code {code}")
    told = err.getvalue()
    if code and told.startswith("chainscape: ") and "no store" not in told:
        raise ChainscapeError(told)


def _check(path: Path) -> None:
    """Read a mapping, then tables by it as the command does."""
    (path.parent / "firms.csv").write_text("企业,别名\n亨通,HT\n", encoding="utf-8")
    _run(["check", str(path.parent), "--store", "absent"])


def _graph_mapping(path: Path) -> None:
    read_graph_mapping(read_yaml(path), vocabulary(), HELD)


def _vocabulary(path: Path) -> None:
    vocabulary(path.parents[1])


def _query(path: Path) -> None:
    _run(["queries", "query", "--queries", str(path.parent)])
    _run(["ask", "query", "--queries", str(path.parent), "--store", "absent"])


def _parameter(path: Path) -> None:
    read_values([f"x={path.read_bytes().decode('utf-8', 'surrogateescape')}"])


def _lines() -> bytes:
    """Return one line of each kind of record."""
    said = {
        "dataset": "d",
        "date": "2024",
        "properties": {"name": "甲", "aliases": ["a"]},
        "row": "1",
        "sources": ["source:a"],
    }
    search = {
        "subject": "chain:a", "slot": "metrology", "method": "web", "result": "found", "date": "2024-01-01", "by": "",
        "queries": ["q"], "pages_read": 3, "note_zh": "", "note_en": "", "dataset": "",
    }  # fmt: skip
    lines = [
        {"kind": "node", "type": "Source", "id": "source:a", "properties": {"title": "甲"}},
        {"kind": "node", "type": "Search", "id": "search:a", "properties": search},
        {"kind": "node", "type": "Company", "id": "company:a", "properties": {"name": "甲"}, "statements": [said]},
        {
            "kind": "relation", "type": "LEADS", "id": "r:1", "from": "company:a", "to": "consortium:a",
            "properties": {},
            "statements": [{**said, "properties": {}}],
        },
    ]  # fmt: skip
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines).encode()


_MAPPING = """\
dataset: madeup
title: {zh: 虚构, en: Made up}
separator: ";"
ignore: ["old*.csv"]
tables:
  - file: firms.csv
    name: firms
    rows: Company
    properties: {企业: name, 别名: aliases}
    always: {home: inside, founded: 2001}
    separators: {别名: "|"}
    encoding: utf-8
    delimiter: ","
    ignore: [备注]
    source: {title: 虚构来源, published: 2023, url: "https://madeup.invalid", reliability: C}
    date: {always: 2023}
    relations:
      - {type: OPERATES_IN, to: {always: "stage:a"}, always: {role: maker}}
  - {file: "leads*.csv", rows: LEADS, from: {column: a, type: Company, match: name, create: true}, to: b, row_key: c}
  - {file: searches.csv, rows: search, properties: [slot, method, result], always: {date: 2024}, subject: {column: s}}
  - {file: sources.csv, rows: source, properties: [id, title, url]}
"""
_KEYS = {
    "行业": ("代码", "名称", "位置"),
    "公司": ("股票代码", "名称", "全称", "成立日期", "内部编号"),
    "产品": ("名称",),
}
_TIED = {
    "上级行业": ("行业", "行业"), "所属行业": ("公司", "行业"), "上游": ("行业", "行业"), "主营产品": ("公司", "产品"),
    "上游材料": ("产品", "产品"), "供应": ("公司", "公司"),
}  # fmt: skip
#: what the made-up graph holds that the mapping is for
HELD = Contents(
    Counter({(label,): 3 for label in _KEYS}),
    tuple(Tied(type, (start,), (end,), 3) for type, (start, end) in _TIED.items()),
    {label: Counter(names) for label, names in _KEYS.items()},
    {type: Counter(("产品", "占比") if type == "供应" else ()) for type in _TIED},
)

if __name__ == "__main__":
    many, failed = main(float((sys.argv[1:] or ["60"])[0]), int((sys.argv[2:] or ["1"])[0]))
    print(f"{many} tries, {len(failed)} failed", *failed, sep="\n")
