"""docs/exporting.md and its Chinese twin: what they show runs, and does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from chainscape.cli import main
from chainscape.graph import files

PAGES = [Path(__file__).parent.parent / "docs" / name for name in ("exporting.md", "exporting.zh-CN.md")]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, pack_path: Path) -> Path:
    """A folder in which the commands of the page ran, then its Python."""
    folder = tmp_path_factory.mktemp("exporting")
    (folder / "chainscape-store").symlink_to(pack_path, target_is_directory=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("CHAINSCAPE_STORE", raising=False)
        for line in "".join(blocks(PAGES[0], "text")).splitlines():
            assert main(shlex.split(line)[1:]) == 0, line
        for text in blocks(PAGES[0], "python"):
            exec(compile(text, PAGES[0].name, "exec"), {})
    return folder


def test_both_pages_show_the_same_and_every_format():
    assert [blocks(PAGES[0], language) for language in ("text", "python")] == [
        blocks(PAGES[1], language) for language in ("text", "python")
    ]
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert sorted(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)) == sorted(files.FORMATS)


def test_what_the_page_shows_is_written(made: Path):
    assert {path.name for path in made.iterdir()} == {
        "chainscape-store", "everything.jsonl", "tables", "optics.graphml", "firms.xlsx", "firms.csv", "optics.gexf",
    }  # fmt: skip
    graphml = (made / "optics.graphml").read_text(encoding="utf-8")
    assert 'label="SUPPLIES 2"' in graphml
    assert ">SUPPLIES 2<" not in graphml
    assert ">Source<" not in graphml
    assert 'attr.name="sources"' in graphml


def test_lists_and_zeros_are_as_the_page_says(made: Path):
    answer = pd.read_csv(made / "firms.csv", dtype=str, keep_default_na=False)
    assert "002491" in set(answer["stock"])
    assert answer["sources"].str.contains("; ").any()
    table = pd.read_csv(made / "tables" / "nodes-Company.csv", dtype=str, keep_default_na=False)
    assert "002491" in set(table["stock"])
    assert table["sources"].str.startswith('["').all()
    assert "002491" not in set(pd.read_csv(made / "firms.csv")["stock"].astype(str))
