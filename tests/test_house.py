"""Rules of the house that a machine can check. Each check is first shown to catch what it is for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("analysis", "cli", "graph", "importers", "queries", "schema", "viz")
PACKAGE = sorted([ROOT / "__init__.py", *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py"))])
OURS = PACKAGE + sorted(p for folder in ("tests", "benchmarks", "docs") for p in (ROOT / folder).rglob("*.py"))
TEXTS = OURS + sorted(
    p
    for pattern in (
        "*.md",
        "Makefile",
        "pyproject.toml",
        "docs/**/*.md",
        "*/**/*.yaml",
        "viz/*/*.js",
        "viz/*/*.css",
        ".ci/run",
    )
    for p in ROOT.glob(pattern)
    if p.is_file() and not {".venv", "out", "build", "node_modules"} & set(p.relative_to(ROOT).parts)
)
#: what no door may bring along: engine, graphs, pages, YAML, terminal
HEAVY = {"jpype", "arcadedb_embedded", "networkx", "rustworkx", "pyvis", "pandas", "numpy", "neo4j", "rich", "yaml"}
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "base", "core", "common"}
MACHINE_PATHS = re.compile(r"/(?:home|Users|root|work|tmp/pytest)/[\w.]+|[A-Z]:\\Users\\")


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


#: methods of a store whose first argument is Cypher
ASKING = ("run", "run_trusted", "look_up", "stream", "stream_trusted")


def computed_queries(source: str) -> Iterator[int]:
    """Lines where a text that is put together at run time goes into a store."""
    tree = ast.parse(source)
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.AugAssign)
        if isinstance(node, ast.AugAssign) or is_computed(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and takes_cypher(node):
            for argument in [*node.args, *(k.value for k in node.keywords)]:
                if is_computed(argument) or (isinstance(argument, ast.Name) and argument.id in made):
                    yield node.lineno


def takes_cypher(node: ast.Call) -> bool:
    """``store.run(…)``, and the engine's ``query("opencypher", …)``; its SQL only ever sees names of types."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else ""
    return name in ASKING or (name in ("query", "command") and first in ("opencypher", "cypher"))


def is_computed(node: ast.expr | None) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(is_text(side) for side in (node.left, node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        # a name may hold a text, so filling one in counts whatever it is called on
        return node.func.attr in ("format", "format_map", "replace") or (
            node.func.attr == "join" and is_text(node.func.value)
        )
    return False


def is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def opens_without_encoding(source: str) -> Iterator[int]:
    """Lines that open a text file and leave the encoding to the machine."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in ("open", "fdopen", "read_text", "write_text") or opens_something_else(node):
            continue
        keywords = {k.arg: k.value for k in node.keywords}
        modes = [a.value for a in [*node.args, *keywords.values()] if isinstance(a, ast.Constant)]
        binary = any(isinstance(m, str) and re.fullmatch(r"[rwax+]*b[rwax+]*", m) for m in modes)
        positional = name == "read_text" and node.args
        if not binary and "encoding" not in keywords and not positional:
            yield node.lineno


def opens_something_else(node: ast.Call) -> bool:
    """``os.open``, ``options.open()`` and the like open no text file."""
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr != "open":
        return False
    owner = getattr(function.value, "id", "")
    return owner in ("os", "options", "factory", "RunningQueryRegistry") or not owner.lower().endswith(("path", "file"))


@pytest.mark.parametrize(
    "source",
    [
        "store.run(f'MATCH (n:{label}) RETURN n')",
        "store.run('MATCH (n) WHERE n.id = ' + id)",
        "store.run('MATCH (n:{}) RETURN n'.format(label))",
        "store.look_up(f'MATCH (n:{label}) RETURN n')",
        "store.run_trusted('MATCH (n:%s) RETURN n' % label)",
        "store.stream('MATCH (n) WHERE n.id = ' + id)",
        "self.store.stream_trusted(f'MATCH (n:{label}) RETURN n')",
        "store.run(_BY_LABEL.format(label))",
        "store.look_up(_BY_LABEL.format_map({'label': label}))",
        "store.stream(queries.TEXT.replace('LABEL', label))",
        "db.query('opencypher', 'MATCH (n:%s) RETURN n' % label)",
        "text = f'MATCH (n:{label})'\nstore.run(text)",
        "text = _BY_LABEL.format(label)\nstore.look_up(text)",
        "text: str = 'MATCH (n:' + label\nstore.stream(text)",
        "text = 'MATCH (n)'\ntext += where\nstore.run_trusted(text)",
        "store.run(query=f'MATCH (n:{label}) RETURN n')",
    ],
)
def test_the_check_of_queries_catches(source: str):
    assert list(computed_queries(source))


def test_the_check_of_queries_lets_constants_and_parameters_pass():
    source = "store.run(_ALL, label=label)\nstore.look_up('MATCH (n) RETURN n.id AS id')\nprint(_TOLD.format(path))"
    assert list(computed_queries(source)) == []


@pytest.mark.parametrize("source", ["open('x')", "path.open('w')", "path.read_text()", "os.fdopen(3, 'w')"])
def test_the_check_of_encodings_catches(source: str):
    assert list(opens_without_encoding(source))


def test_every_kind_of_file_is_looked_at():
    """A list of offenders is also empty where nothing was read."""
    looked = {names(path) for path in TEXTS}
    assert len(PACKAGE) > 150
    assert looked > {names(path) for path in OURS} > {names(path) for path in PACKAGE}
    assert {"README.md", "Makefile", "pyproject.toml", "docs/gaps.md"} < looked
    assert {Path(name).suffix for name in looked} >= {".py", ".md", ".yaml", ".js", ".css", ".toml"}
    assert {names(Path(__file__)), "docs/write.py", "benchmarks/start.py"} < looked


def test_queries_are_constant():
    """A query is a file of the library, or a constant text with parameters."""
    assert [f"{names(p)}:{line}" for p in PACKAGE for line in computed_queries(read(p))] == []


def test_every_open_names_an_encoding():
    assert [f"{names(p)}:{line}" for p in OURS for line in opens_without_encoding(read(p))] == []


def test_files_are_short_and_named_by_what_they_hold():
    assert {names(p): n for p in OURS if (n := len(read(p).splitlines())) > 400} == {}
    assert [names(p) for p in OURS if p.stem in FORBIDDEN_NAMES] == []


def test_no_file_knows_the_machine_it_was_written_on():
    assert MACHINE_PATHS.findall("/home/somebody/x")
    told = {names(p): found for p in TEXTS if p != Path(__file__) and (found := MACHINE_PATHS.findall(read(p)))}
    assert told == {}


def reads_a_clock(source: str) -> Iterator[int]:
    """Lines that measure how long something took."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in (
            "monotonic",
            "perf_counter",
            "process_time",
            "thread_time",
        ):
            yield node.lineno


def test_no_test_depends_on_how_quick_the_machine_is():
    """Figures belong to benchmarks/: what a test measures, other work on the machine changes."""
    assert list(reads_a_clock("begun = time.monotonic()")) == [1]
    # campaigns end by the clock and measure limits of time; what of them runs with the tests asks for neither
    asked = [p for p in (ROOT / "tests").rglob("*.py") if p.parent.name != "campaigns"]
    assert [f"{names(p)}:{line}" for p in asked for line in reads_a_clock(read(p))] == []


def test_modules_and_public_functions_say_what_they_are_for():
    assert [names(p) for p in PACKAGE if not ast.get_docstring(ast.parse(read(p)))] == []
    silent = [
        f"{names(p)}:{node.lineno} {node.name}"
        for p in PACKAGE
        for node in ast.parse(read(p)).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if (node.end_lineno or 0) - node.lineno >= 12 and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("door", [*FOLDERS, "cli.program"])
def test_a_door_opens_without_anything_heavy(door: str):
    asked = f"import sys, chainscape.{door}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert f"chainscape.{door}" in loaded
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
