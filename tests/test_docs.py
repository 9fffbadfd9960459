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
from chainscape.cli.program import build
from chainscape.queries import names
from chainscape.schema import vocabulary

ROOT = Path(__file__).parent.parent
PAGES = runpy.run_path(str(ROOT / "docs" / "write.py"))["PAGES"]
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
    pictures = {"map.html", "network.html", "hengtong.html", "book.html"}
    assert made == {"out", "cells.csv", "leads.csv", "tables"} | pictures
    script = "export CHAINSCAPE_STORE=out/demo/store\nchainscape gaps 光电 --all --format csv"
    rows = {line.split(",")[0]: line for line in run(after_the_readme, script).splitlines()}
    # the example search made a gap of an unknown cell, the example table filled one
    assert ",not_found," in rows["chain:optoelectronics/-/expert"]
    assert ",present," in rows["chain:optoelectronics/stage:optoelectronics/optical-components-materials/suppliers"]
    before = (after_the_readme / "cells.csv").read_text(encoding="utf-8-sig")
    was = {line.split(",")[0]: line for line in before.splitlines()}
    assert ",unknown," in was["chain:optoelectronics/-/expert"]
    assert ",build," in was["chain:optoelectronics/stage:optoelectronics/optical-components-materials/suppliers"]


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
        for target in re.findall(r"(?:^|`)make ([a-z]+)(?:`|$)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"\n{target}:" in text, f"{page.name}: make {target}"


@pytest.mark.parametrize("page", PAGES)
def test_written_pages_are_those_of_the_code(page: str):
    assert (ROOT / page).read_text(encoding="utf-8") == PAGES[page](), "run `make docs`"


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


def test_links_lead_somewhere():
    for page in [*DOCS, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_decisions_are_numbered_once_and_short():
    found = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [path.name[:4] for path in found]
    assert len(set(numbers)) == len(numbers)
    for path in found:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {path.name[:4]} ") or path.name[:4] == "0000", path.name
        assert len(lines) <= 60, f"{path.name} is longer than half a page"


def test_version_and_dependencies_are_told_truly():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decided = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8")
    wanted = [re.match(r"[\w-]+", each)[0] for each in project["dependencies"]]
    assert [name for name in wanted if f"| {name} |".lower() not in decided.lower()] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+\w*", chainscape.__version__)
