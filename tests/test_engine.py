"""What is used of the engine's inside is pinned, and says what for."""

from __future__ import annotations

import ast
import tomllib
from importlib.metadata import version
from pathlib import Path

from chainscape.graph.embedded import engine

ROOT = Path(__file__).parent.parent
SOURCE = (ROOT / "graph/embedded/engine.py").read_text(encoding="utf-8")


def test_the_release_is_pinned_to_the_last_digit():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"arcadedb-embedded=={engine.RELEASE}" in project["dependencies"]


def test_the_tests_run_on_that_release():
    assert version("arcadedb-embedded") == engine.RELEASE


def test_each_use_of_the_inside_says_why_and_on_which_release():
    inside = SOURCE.partition("# The inside.")[2]
    lines = SOURCE[: SOURCE.index(inside)].count("\n")
    found = [
        node
        for node in ast.parse(SOURCE).body
        if isinstance(node, ast.FunctionDef) and node.lineno > lines and not node.name.startswith("_")
    ]
    assert len(found) > 10
    silent = [
        node.name
        for node in found
        if not all(part in (ast.get_docstring(node) or "") for part in ("Why: ", f"ried on {engine.RELEASE}."))
    ]
    # a public method, in the form that runs in a thread of its own
    assert silent == ["query"]
