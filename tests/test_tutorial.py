"""The tutorial: every cell runs and shows something; the repository keeps none of it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.ipynb"


@pytest.fixture(scope="module")
def book() -> nbformat.NotebookNode:
    found = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(found)
    return found


def test_the_repository_keeps_no_output(book: nbformat.NotebookNode):
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert len(cells) > 8
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


def test_the_text_is_in_both_languages(book: nbformat.NotebookNode):
    for cell in book.cells:
        if cell.cell_type == "markdown" and "pip install" not in cell.source:
            assert re.search("[一-鿿]", cell.source), cell.source
            assert re.search("[A-Za-z]{4}", cell.source), cell.source


def test_every_cell_runs_and_shows_something(book: nbformat.NotebookNode, tmp_path: Path):
    from nbclient import NotebookClient

    ran = NotebookClient(book.copy(), timeout=250, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for cell in ran.cells:
        if cell.cell_type == "code":
            assert cell.outputs, cell.source
            assert all(out.output_type in ("execute_result", "display_data") for out in cell.outputs), cell.outputs
    shown = [cell.outputs[0].data for cell in ran.cells if cell.cell_type == "code"]
    assert sum("<iframe" in data.get("text/html", "") for data in shown) == 2
    assert sum("image/svg+xml" in data for data in shown) == 1
    assert sum("<table" in data.get("text/html", "") for data in shown) >= 4
    assert (tmp_path / "out" / "tutorial-store").is_dir()
