"""docs/python.md and the root of the package: what is promised to Python is there, runs, and stays light."""

from __future__ import annotations

import doctest
import importlib
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import chainscape

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
DOORS = runpy.run_path(str(ROOT / "docs" / "doors.py"))


def test_the_page_has_every_name_of_every_door():
    for door in DOORS["DOORS"]:
        offered = importlib.import_module(f"chainscape.{door}").__all__
        assert DOORS["names"](door) == list(offered)
        section = PAGE.split(f"\n## chainscape.{door}\n")[1].split("\n## ")[0]
        headings = re.findall(r"^### (?:\w+)\.(\w+)$", section, re.MULTILINE)
        assert headings == list(offered)


def test_every_function_and_class_on_the_page_says_what_it_is_for():
    silent = []
    for door in DOORS["DOORS"]:
        for name in DOORS["names"](door):
            found = DOORS["find"](ROOT / door / "__init__.py", name)
            if type(found.node).__name__ in ("FunctionDef", "ClassDef") and not found.text:
                silent.append(f"{door}.{name}")
    assert silent == []


def test_links_on_the_page_lead_to_its_headings():
    headings = {re.sub(r"[^\w]", "", title).lower() for title in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert len(links) > 100
    assert links - headings == set()


@pytest.mark.parametrize("door", DOORS["DOORS"])
def test_the_examples_run(door: str):
    """Those of the page, and every other one of the folder's modules."""
    modules = [
        importlib.import_module(".".join(["chainscape", *path.relative_to(ROOT).with_suffix("").parts]))
        for path in sorted((ROOT / door).rglob("*.py"))
        if path.stem != "__init__"
    ]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.failed for result in results) == 0
    shown = sum(
        bool(DOORS["examples"](DOORS["find"](ROOT / door / "__init__.py", n).text)) for n in DOORS["names"](door)
    )
    assert sum(result.attempted for result in results) >= shown


def test_the_example_at_the_top_runs(own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    shutil.copytree(own_store, tmp_path / "out" / "demo" / "store")
    monkeypatch.chdir(tmp_path)
    (text,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(text, "python.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "光纤预制棒" in shown
    assert re.search(r"^\d+ cells$", shown, re.MULTILINE)


def test_a_signature_stands_as_it_is_written():
    assert "\nopen_store(\n    url: str | Path | py2neo.Graph,\n    mode: Mode = 'r',\n    *,\n" in PAGE
    assert "\ncell_id(" in PAGE
    assert "- `run(query: str, /, **params: Any) -> Rows`: Return the answer" in PAGE
    assert "Errors: [`StoreMissing`](#schemastoremissing)" in PAGE


# import chainscape


def printed(code: str) -> list[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_the_root_opens_a_door_only_when_it_is_asked_for():
    loaded = printed("import sys; before = set(sys.modules); import chainscape; print(*set(sys.modules) - before)")
    assert set(loaded) <= {"chainscape", "typing", "__future__"} | {name for name in loaded if name in WITH_TYPING}
    asked = "import sys, chainscape; chainscape.graph.open_store; print(*sys.modules)"
    opened = {name for name in printed(asked) if name.startswith("chainscape.")}
    assert {"chainscape.graph", "chainscape.schema"} <= opened
    assert not {"chainscape.viz", "chainscape.queries", "chainscape.cli"} & opened


#: what `typing` brings along
WITH_TYPING = set(printed("import sys; before = set(sys.modules); import typing; print(*set(sys.modules) - before)"))


def test_the_root_knows_its_doors_and_nothing_else():
    assert set(DOORS["DOORS"]) == set(chainscape.__all__) - {"__version__"}
    assert set(chainscape.__all__) <= set(dir(chainscape))
    for door in DOORS["DOORS"]:
        assert getattr(chainscape, door) is importlib.import_module(f"chainscape.{door}")
    with pytest.raises(AttributeError, match=r"no attribute 'grahp'"):
        _ = chainscape.grahp  # type: ignore[attr-defined]
