"""The markers of tests: what each needs is seen from its source, through fixtures and functions of its module."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import kinds
import pytest

SOURCE = """
import subprocess
from browser import open_page
COMMAND = ["chainscape"]
def start(): return subprocess.run(COMMAND)
class Terminal:
    def __init__(self): self.child = pexpect.spawn("x")
def emptied(url): return url
def terminal(): return Terminal()
def test_by_a_function(): start()
def test_by_a_fixture(terminal): pass
def test_by_an_import():
    import pexpect
def test_a_page(chrome): open_page(chrome)
def test_a_server(neo4j_url): pass
def test_a_server_of_its_own():
    with neo4j_server.started("x"): pass
def test_stores(opener): pass
def test_plain(tmp_path): assert COMMAND
"""


@pytest.mark.parametrize(
    ("name", "params", "found"),
    [
        ("test_by_a_function", [], {"process"}),
        ("test_by_a_fixture", [], {"process"}),
        ("test_by_an_import", [], {"process"}),
        ("test_a_page", [], {"browser"}),
        ("test_a_server", [], {"server"}),
        ("test_a_server_of_its_own", [], {"server"}),
        ("test_stores", ["neo4j"], {"server"}),
        ("test_stores", ["embedded"], set()),
        ("test_plain", [], set()),
    ],
)
def test_what_a_test_needs_is_seen(tmp_path: Path, name: str, params: list[str], found: set[str]):
    file = tmp_path / "madeup_tests.py"
    file.write_text(SOURCE, encoding="utf-8")
    assert kinds.kinds_of(str(file), name, ["terminal"] if "fixture" in name else [], params) == found


def test_every_marker_is_set_on_some_of_our_tests(request: pytest.FixtureRequest):
    """Whatever part of the tests runs: these files are read, not run."""
    here = Path(__file__).parent
    for file, name, kind in (
        ("test_store_quiet.py", "test_writing_is_quiet", "process"),
        ("test_viz_pictures.py", "test_a_browser_draws_the_document_as_it_draws_the_original", "browser"),
        ("test_export.py", "test_the_real_import_tool_keeps_what_is_hard_to_write", "server"),
    ):
        assert kind in kinds.kinds_of(str(here / file), name, [], [])
        assert importlib.util.find_spec(file.removesuffix(".py"))
    assert {line.partition(":")[0] for line in request.config.getini("markers")} >= set(kinds.SIGNS)
