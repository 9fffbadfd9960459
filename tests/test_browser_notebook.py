"""Pictures in a notebook: what Jupyter is given, and the page in its frame in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browser import Tab, browser
from madeup import CHAIN, MadeUp, madeup_chain

from chainscape import viz
from chainscape.schema import Rows
from chainscape.viz.page import notebook


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return madeup_chain()


@pytest.fixture(scope="module")
def page(made: MadeUp) -> viz.Page:
    return viz.chain_map(made.scene, CHAIN)


def shown(value: Any) -> dict[str, Any]:
    """What a kernel sends a notebook for the last value of a cell."""
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(value)
    return data


def test_each_object_gives_a_notebook_its_own_kind(made: MadeUp, page: viz.Page):
    svg = viz.chain_map_svg(made.scene, CHAIN)
    image = viz.Png(b"\x89PNG\r\n\x1a\n")
    assert shown(page).keys() == {"text/plain", "text/html"}
    assert shown(svg)["image/svg+xml"] == svg
    assert shown(image)["image/png"] == image
    assert shown(page)["text/plain"] == f"<Page, {len(page):,} characters>"
    assert shown(image)["text/plain"] == "<Png, 8 bytes>"


def test_they_stay_text_and_bytes(made: MadeUp, page: viz.Page, tmp_path: Path):
    assert isinstance(page, str)
    assert page.startswith("<!doctype html>")
    viz.save(tmp_path / "a.html", page)
    assert (tmp_path / "a.html").read_bytes() == page.encode()
    viz.save(tmp_path / "a.png", viz.Png(b"\x89PNG\r\n\x1a\n\0"))
    assert (tmp_path / "a.png").read_bytes() == b"\x89PNG\r\n\x1a\n\0"


def test_a_page_too_large_for_a_notebook_says_so():
    told = viz.Page("x" * (notebook.LARGEST + 1))._repr_html_()
    assert "viz.save" in told
    assert len(told) < 300


def test_rows_are_a_table_that_nothing_breaks_out_of():
    table = shown(Rows(("name", "n"), [["<script>alert(1)</script>", None]] * 300))["text/html"]
    assert "<script" not in table
    assert table.count("<tr>") == 201
    assert "200 / 300" in table


def test_the_frame_works_and_is_quiet(page: viz.Page, tmp_path: Path):
    file = tmp_path / "notebook.html"
    text = (
        f"<!doctype html><meta charset='utf-8'><title>notebook</title><script>notebook = 1</script>{page._repr_html_()}"
    )
    file.write_text(text, encoding="utf-8")
    with browser() as started:
        tab = Tab(started.new_page(viewport={"width": 1100, "height": 760}), file.resolve().as_uri())
        tab.page.goto(tab.address)
        frame = tab.page.frames[1]
        tab.page.wait_for_timeout(300)
        for _ in range(100):
            if frame.evaluate("document.documentElement.dataset.ready"):
                break
            tab.page.wait_for_timeout(50)
        assert frame.evaluate("origin") == "null"
        with pytest.raises(Exception, match=r"SecurityError|cross-origin"):
            frame.evaluate("parent.notebook")
        frame.click("[data-lang=zh] .stage")
        assert frame.evaluate("document.querySelector('#panel').innerText.length") > 20
        frame.click("#save summary")
        with tab.page.expect_download() as wanted:
            frame.click("[data-save=svg]")
        assert wanted.value.suggested_filename.endswith(".svg")
        assert [each for each in tab.trouble if each != "request: about:srcdoc"] == []
