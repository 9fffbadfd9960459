"""Pages that link the pages beside them: written together, found in a folder, by themselves; and the front page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import HOSTILE, madeup_hostile
from madeup_network import madeup_chains

from chainscape import analysis, viz
from chainscape.schema import Scene
from chainscape.viz import Shown

FILES = {
    Shown("front"): "index.html",
    Shown("overview"): "全景 1.html",
    Shown("matrix"): "matrix.html",
    Shown("map", "chain:0"): "map-0.html",
    Shown("map", "chain:1"): "map-1.html",
    Shown("network", "chain:1"): "network-1.html",
}


@pytest.fixture(scope="module")
def scene() -> Scene:
    return madeup_chains(3, stages=3, firms=1).scene


def links(page: str) -> dict[str, str]:
    """The links of a page's own line, by what they say."""
    line = re.search(r'<nav id="beside".*?</nav>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', line[0]) if line else []
    return {said: address for address, said in found}


def test_pages_that_are_written_together_link_one_another(scene: Scene):
    beside = viz.pages_beside(scene, FILES)
    assert links(viz.chain_map(scene, "chain:1", beside=beside)) == {
        "首页": "index.html", "全景": "%E5%85%A8%E6%99%AF%201.html", "覆盖矩阵": "matrix.html",
        "网络": "network-1.html", "编造0": "map-0.html",
    }  # fmt: skip
    network = links(viz.network_view(scene, "chain:1", beside=beside, lang="en"))
    assert (network["Map"], network["Made-up 0"]) == ("map-1.html", "map-0.html"), "no network there: its map"
    assert links(viz.overview_page(scene, beside=beside)).keys() == {"首页", "覆盖矩阵", "编造0", "编造1"}
    large = viz.large_view(scene, beside=beside)
    assert links(large) == {"全景": "%E5%85%A8%E6%99%AF%201.html"} | links(viz.network_view(scene, beside=beside))
    assert 'aria-current="page" data-say="beside_matrix"' in viz.coverage_matrix(scene, beside=beside)


def test_a_page_by_itself_links_nothing(scene: Scene):
    own = viz.pages_beside(scene, {Shown("map", "chain:0"): "map-0.html"})
    for page in (viz.chain_map(scene, "chain:0"), viz.chain_map(scene, "chain:0", beside=own), viz.large_view(scene)):
        assert 'id="beside"' not in page
    assert set(re.findall(r'href="([^"]*)"', viz.front_page(scene))) == {"#lang=zh", "#lang=en"}


@pytest.mark.parametrize("file", ["https://example.org/x", "javascript:x", "a/b.html", "..\\b.html", "b.html?x"])
def test_an_address_is_no_file_beside_a_page(scene: Scene, file: str):
    beside = viz.pages_beside(scene, {Shown("overview"): file, Shown("matrix"): "matrix.html"})
    assert set(links(viz.chain_map(scene, "chain:0", beside=beside)).values()) == {"matrix.html"}
    assert beside.table("chain:光电") == "matrix.html#at=chain%3A%E5%85%89%E7%94%B5"
    assert viz.pages_beside(scene, {Shown("matrix"): file}).table("chain:0") == ""


def test_a_folder_is_known_by_what_its_pages_say(scene: Scene, tmp_path: Path):
    viz.save(tmp_path / "one.html", viz.overview_page(scene, beside=viz.pages_beside(scene, tmp_path)))
    viz.save(tmp_path / "two.html", viz.chain_map(scene, "chain:2", beside=viz.pages_beside(scene, tmp_path)))
    viz.save(tmp_path / "choice.html", viz.network_view(
        scene, choice=viz.Choice(types=("Company",)), beside=viz.pages_beside(scene, tmp_path)
    ))  # fmt: skip
    (tmp_path / "other.html").write_text("<!doctype html>\n<p>no page of ours</p>", encoding="utf-8")
    (tmp_path / "noise.html").write_bytes(b"\xff\xfe" * 400)
    beside = viz.pages_beside(scene, tmp_path)
    assert beside.files == {Shown("overview"): "one.html", Shown("map", "chain:2"): "two.html"}
    assert links((tmp_path / "two.html").read_text(encoding="utf-8")) == {"全景": "one.html"}

    of_others = (
        madeup_chains(2, stages=1, firms=1).scene,
        replace(scene, findings=replace(scene.findings, known_by="2020")),
    )
    for other in of_others:
        assert viz.pages_beside(other, tmp_path).files == {}, "other chains, or known by another date"


def test_the_front_page_tells_all_chains_most_gaps_first(pack_store):
    suzhou = analysis.scene(pack_store)
    summary = {row["chain"]: row for row in analysis.summary_rows(suzhou.findings)}
    files = {Shown("map", chain): f"map-{n}.html" for n, chain in enumerate(summary)}
    page = viz.front_page(suzhou, beside=viz.pages_beside(suzhou, files | {Shown("book"): "book.html"}))
    zh, en = page.split('<main id="lang=en"')
    for part, lang in ((zh, "zh"), (en, "en")):
        rows = re.findall(r'<tr role="row"><th scope="row".*?href="([^"#]*).*?</th>(.*?)</tr>', part)
        assert len(rows) == len(summary)
        told = {file: [int(n) for n in re.findall(r">(\d+)</td>", cells)] for file, cells in rows}
        for chain, row in summary.items():
            gaps = row["build"] + row["fill"] + row["extend"]
            kinds = ("build", "fill", "extend", "strengthen", "single_on_record", "look_up")
            states = ("present", "not_found", "unknown")
            assert told[files[Shown("map", chain)]] == [gaps, *(row[each] for each in (*kinds, *states))]
        assert [figures[0] for figures in told.values()] == sorted((f[0] for f in told.values()), reverse=True)
        hubs = sum(hub.is_hub for hub in suzhou.findings.hubs)
        assert f"<dd class=hub>{hubs}</dd>" in part
        assert f"#lang={lang}&amp;at=" in part
    # words, not codes; both languages say the same
    markup = re.sub("<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.findall(r">[^<]*\b(not_found|look_up|single_on_record|chain:\w)", markup)
    assert zh.count("href=") == en.count("href=")


def test_hostile_names_are_inert_on_the_front_page():
    made = madeup_hostile()
    files = {Shown("map", chain): f"map-{n}.html" for n, chain in enumerate(viz.pages_beside(made.scene, {}).chains)}
    beside = viz.pages_beside(made.scene, files)
    front = viz.front_page(made.scene, beside=beside)
    markup, _, data = front.partition('<script type="application/json" id="data">')
    inert, _, rest = data.partition("</script>")
    assert "<" not in inert
    rest = rest.partition("<script>")[0]
    for page in (markup + rest, links_of(viz.overview_page(made.scene, beside=beside))):
        assert "<img" not in page
        assert "<script" not in page
        assert not [name for name in HOSTILE[:6] if name in page]


def links_of(page: str) -> str:
    found = re.search(r'<nav id="beside".*?</nav>', page, re.DOTALL)
    assert found
    return found[0]


def test_what_is_for_paper_and_comparisons_are_linked_where_they_are_there(scene: Scene, tmp_path: Path):
    names = ("map-1.pdf", "map-1-1.png", "map-1-2.png", "map-10.pdf", "other.pdf", "全景 1.png", "map-0-1.txt")
    for name in names:
        (tmp_path / name).write_bytes(b"made-up")
    one, two = (of_chain(scene, f"chain:{n}") for n in (0, 2))
    viz.save(tmp_path / "two.html", viz.maps_beside(one, two, [], beside=viz.pages_beside(scene, {})))
    front = viz.front_page(scene, beside=viz.pages_beside(scene, FILES, tmp_path))
    found = re.findall(r'<a class="paper" href="([^"]*)">([^<]*)</a>', front.partition('<main id="lang=en"')[0])
    assert found == [
        ("%E5%85%A8%E6%99%AF%201.png", "PNG"), ("map-1.pdf", "PDF"), ("map-1-1.png", "PNG 1"), ("map-1-2.png", "PNG 2"),
    ]  # fmt: skip
    assert '<a href="two.html#lang=zh">编造0 与 编造2</a>' in front
    assert '<a href="two.html#lang=en">Made-up 0 and Made-up 2</a>' in front
    assert "class=pairs" not in viz.front_page(scene, beside=viz.pages_beside(scene, FILES))


def of_chain(scene: Scene, chain: str) -> Scene:
    return replace(scene, chain=chain)
