"""The documentation: commands run as written, and everything there is has its place."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import chainscape
from chainscape import graph
from chainscape.cli.program import build
from chainscape.queries import names
from chainscape.schema import vocabulary

ROOT = Path(__file__).parent.parent
WRITER = runpy.run_path(str(ROOT / "docs" / "write.py"))
PAGES = WRITER["PAGES"]
DOCS = [
    ROOT / name for name in ("README.md", "README.zh-CN.md", "docs/importing.md", "docs/gaps.md", "docs/own-queries.md")
]
#: run in a fresh clone by test_fresh_clone.py
SET_UP = {"make demo", "make test", "pip install .", "chainscape demo"}


def blocks(path: Path, language: str = "sh") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def runnable(path: Path) -> str:
    """All commands of a page as one script, without those that set the program up."""
    lines = "".join(blocks(path)).splitlines()
    return "\n".join(line for line in lines if line not in SET_UP)


@pytest.fixture(scope="module")
def after_the_readme(tmp_path_factory: pytest.TempPathFactory, pack_path: Path) -> Path:
    """A folder in which the commands of the README ran, after ``make demo``."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(pack_path, folder / "out" / "demo" / "store")
    run(folder, runnable(ROOT / "README.md"))
    return folder


def run(folder: Path, script: str) -> str:
    """Run a script as a reader would type it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    variables.pop("CHAINSCAPE_STORE", None)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_readme_does_what_it_says(after_the_readme: Path):
    made = {p.name for p in after_the_readme.iterdir()}
    pictures = {"map.html", "network.html", "hengtong.html", "report.svg", "book.html", "two.html"}
    assert made == {"out", "cells.csv", "leads.csv", "tables", "wuxi"} | pictures
    script = "export CHAINSCAPE_STORE=out/demo/store\nchainscape gaps 光电 --all --format csv"
    rows = {line.split(",")[0]: line for line in run(after_the_readme, script).splitlines()}
    # the example search made a gap of an unknown cell, the example table filled one
    assert ",not_found," in rows["chain:optoelectronics/-/expert"]
    assert ",present," in rows["chain:optoelectronics/stage:optoelectronics/system-equipment/suppliers"]
    before = (after_the_readme / "cells.csv").read_text(encoding="utf-8-sig")
    was = {line.split(",")[0]: line for line in before.splitlines()}
    assert ",unknown," in was["chain:optoelectronics/-/expert"]
    assert ",look_up," in was["chain:optoelectronics/stage:optoelectronics/system-equipment/suppliers"]


@pytest.mark.parametrize(
    "page", ["docs/importing.md", "docs/gaps.md", "docs/own-queries.md", "docs/own-queries.zh-CN.md"]
)
def test_the_guides_run_as_written(after_the_readme: Path, page: str):
    assert runnable(ROOT / page)
    run(after_the_readme, f"export CHAINSCAPE_STORE=out/demo/store\n{runnable(ROOT / page)}")


def test_the_python_of_the_readme_runs(after_the_readme: Path):
    (text,) = blocks(ROOT / "README.md", "python")
    (after_the_readme / "example.py").write_text(text, encoding="utf-8")
    shown = run(after_the_readme, "python example.py")
    (after_the_readme / "example.py").unlink()
    assert "光纤预制棒" in shown


def test_both_readmes_have_the_same_commands():
    english, chinese = (blocks(ROOT / name) for name in ("README.md", "README.zh-CN.md"))
    assert english == chinese
    assert blocks(ROOT / "README.md", "python")[0].split("#")[0] in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_make_knows_the_targets_that_are_named():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in [*DOCS, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"(?:^|`)make ([a-z-]+)(?:`|$)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"\n{target}:" in text, f"{page.name}: make {target}"


def test_written_pages_are_those_of_the_code():
    old = [page for page, write in PAGES.items() if (ROOT / page).read_text(encoding="utf-8") != write()]
    assert old == [], "run `make docs`"


def test_every_command_query_and_type_is_documented():
    commands = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for command in build("en").all:
        assert f"\n## {command.name}\n" in commands
        for action in command.parser._actions:
            for option in action.option_strings:
                assert option in commands or option in ("-h", "--help"), f"{command.name} {option}"
    queries = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
    assert [name for name in names() if f"\n## {name}\n" not in queries] == []
    types = (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")
    known = vocabulary()
    assert [name for name in (*known.nodes, *known.relations, *known.codes) if f"\n### {name}" not in types] == []
    properties = {p for kind in (*known.nodes.values(), *known.relations.values()) for p in kind.properties}
    assert [name for name in properties if f"`{name}`" not in types] == []


def test_every_node_and_relation_has_what_the_vocabulary_says(pack_store: graph.Store):
    text = (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")
    section = text.partition("## On every node and relation")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert len(told) == 5
    for query in (
        "MATCH (n) WHERE NOT n:Source AND NOT n:Search RETURN DISTINCT keys(n) AS keys",
        "MATCH ()-[r]->() RETURN DISTINCT keys(r) AS keys",
    ):
        found = pack_store.run(query).column("keys")
        assert found
        assert [keys for keys in found if not set(told) <= set(keys)] == []
    before = "MATCH ()-[r]->() WHERE r.date < '2000' RETURN DISTINCT r.date AS date"
    assert {"", "../2019-11"} <= set(pack_store.run(before).column("date"))
    assert "" not in pack_store.run(before.replace("WHERE", "WHERE r.date <> '' AND")).column("date")


def test_links_lead_somewhere():
    for page in [*DOCS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_decisions_are_numbered_once_and_short():
    found = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in found]
    assert len(set(numbers)) == len(numbers)
    for path in found:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {path.name[:4]} ") or path.name[:4] == "0000", path.name
        assert len(lines) <= 60, f"{path.name} is longer than half a page"


def test_a_decision_that_was_overtaken_says_by_which():
    found = {path.name[:4]: path for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    for number, path in found.items():
        text = path.read_text(encoding="utf-8")
        marked = re.findall(r"^Status: (.*)$", text, re.MULTILINE)
        assert len(marked) == ("\nStatus:" in text), path.name
        if number != "0000" and marked:
            told = re.fullmatch(r"overtaken (?:in part )?by (\d{4})(?: and (\d{4}))?", marked[0])
            assert told, f"{path.name}: {marked[0]}"
            assert all(found[later] > path for later in told.groups() if later), path.name


def test_the_index_shows_the_status_of_a_decision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    folder = tmp_path / "docs" / "decisions"
    folder.mkdir(parents=True)
    (folder / "0001-old.md").write_text("# 0001 Old\n\n2026\n\nStatus: overtaken by 0002\n", encoding="utf-8")
    (folder / "0002-new.md").write_text("# 0002 New | better\n\n2026\n", encoding="utf-8")
    monkeypatch.setitem(WRITER["decisions"].__globals__, "ROOT", tmp_path)
    index = WRITER["decisions"]()
    assert "| 0001 | [Old](0001-old.md) | overtaken by [0002](0002-new.md) |" in index
    assert "| 0002 | [New \\| better](0002-new.md) |  |" in index


def test_the_page_of_the_package_stands_alone():
    """An index page shows no file of the repository: no picture, no link into it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / project["readme"]).read_text(encoding="utf-8")
    assert re.findall(r"!\[|<img|\]\((?!https?://)", text) == []
    assert len(re.findall("[一-鿿]", text)) > 100
    assert "\nchainscape demo\n" in text
    used = set(re.findall(r"chainscape\.(\w+)", "".join(blocks(ROOT / project["readme"], "python"))))
    assert used <= set(chainscape.__all__) != set()


def test_every_picture_says_in_words_what_it_shows():
    """Where a picture does not show, its words do."""
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md"):
        pictures = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        assert len(pictures) == 2
        assert all(len(words) >= 8 and (ROOT / path).exists() for words, path in pictures)


def test_licences_name_what_is_installed_beside():
    """The engine's wheel carries a Java runtime: its own texts say which licence that has."""
    import arcadedb_embedded

    runtime = Path(arcadedb_embedded.__file__).parent / "jre"
    licence = (runtime / "legal" / "java.base" / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2, June 1991" in licence
    assert '"CLASSPATH" EXCEPTION TO THE GPL' in licence
    major = re.search(r'JAVA_VERSION="(\d+)', (runtime / "release").read_text(encoding="utf-8"))[1]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for page in ("README.md", "README.zh-CN.md", project["readme"]):
        text = (ROOT / page).read_text(encoding="utf-8")
        for words in ("Apache-2.0", "CC BY 4.0", "arcadedb-embedded", "GPL-2.0", "Classpath Exception", "OpenJDK"):
            assert words in text, f"{page}: {words}"
        assert page == project["readme"] or (f"OpenJDK {major}" in text and "arcadedb_embedded/jre/legal" in text)


def test_version_and_dependencies_are_told_truly():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decided = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8")
    wanted = [re.match(r"[\w-]+", each)[0] for each in project["dependencies"]]
    assert [name for name in wanted if f"| {name} |".lower() not in decided.lower()] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+\w*", chainscape.__version__)
