"""The boxes of all names in the networks of the pack, as a real Chromium draws them: none over another, none cut while
there is room; gaps whole, neighbours of hubs named, the window used. One session for all chains, languages and sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from network_pages import drawn, overlaps
from wholepages import whole

from chainscape import viz
from chainscape.viz.reading import chains_in

SIZES = ((1280, 800), (1920, 1080))
#: cut names that would have been whole in what is free: to the next glyph on the right, to the names above and below
CUT_FOR_NOTHING = """() => {
  const { state, view } = page.net;
  const px = 1 / view.scale;
  const end = page.net.extent().right;
  return state.boxes.filter(box => !box.isWhole).filter(({ node, right, rows }) => {
    const bold = page.paint.isBold(node);
    const start = right - Math.max(...rows.map(row => page.letters.measure(row, bold))) * px;
    const others = state.boxes.filter(each => each.node !== node);
    const column = others.filter(each => Math.abs(each.node.x - node.x) < 4);
    const lane = page.data.network.lanes[node.lane];
    const [from, to] = node.type === 'Stage' ? lane.band : [0, lane.height];
    return [1, 2, 3, 4].some(n => {
      const top = node.y - (n * 7 + 1) * px;
      const bottom = node.y + (n * 7 + 1) * px;
      const inWay = each => each.top < bottom && each.bottom > top;
      if (column.some(inWay) || top < lane.top + from || bottom > lane.top + to) return false;
      const level = others.filter(each => inWay(each) && each.left > node.x).map(each => each.left - 14 * px);
      const room = Math.min(end, ...level) - start;
      return page.letters.fit(page.text(node.names), bold, room / px, n).isWhole;
    });
  }).map(box => box.node.names[0]);
}"""
#: what is missing is told from its like by what it is tied to
ALIKE = """() => {
  const names = page.net.state.boxes.filter(box => !box.node.ghost).map(box => [box.rows.join(''), box.node]);
  const alike = names.filter(([text, node]) => names.some(([other, its]) => its !== node && other === text));
  return alike.map(([text]) => text);
}"""
CUT = "page.net.state.boxes.filter(box => !box.isWhole)"
#: by language and width of the window, how many names of all chains are cut at most: fonts differ a little
MOST_CUT = {("zh", 1280): 2, ("en", 1280): 15, ("zh", 1920): 0, ("en", 1920): 1}
GAPS = "page.net.nodes.filter(node => node.ghost && node.ghost !== 'look_up')"
NOT_WHOLE = (
    f"{GAPS}.filter(node => !page.net.state.boxes.some(box => box.node === node && box.isWhole)).map(n => n.names[0])"
)


def chains(chrome: Any, store: Any, folder: Path) -> Iterator[tuple[str, Tab]]:
    """Open the network of each chain of a store."""
    pack = whole(store)
    for chain in chains_in(pack.network):
        viz.save(folder / "page.html", viz.network_view(pack, chain))
        with open_page(chrome, folder / "page.html", width=1280, height=800, locale="zh-CN") as tab:
            yield chain, tab
            assert tab.trouble == []


def test_names_of_all_chains_stand_apart_and_are_whole_where_there_is_room(
    chrome: Any, pack_store: Any, tmp_path: Path
):
    seen, cut = 0, dict.fromkeys(MOST_CUT, 0)
    for chain, tab in chains(chrome, pack_store, tmp_path):
        for lang in ("zh", "en"):
            tab.page.evaluate("lang => { if (page.lang !== lang) page.find('#language').click(); }", lang)
            for width, height in SIZES:
                where = (chain, lang, width)
                tab.page.set_viewport_size({"width": width, "height": height})
                drawn(tab)
                assert overlaps(tab) == [], where
                assert tab.page.evaluate(CUT_FOR_NOTHING) == [], where
                assert tab.page.evaluate(ALIKE) == [], where
                assert tab.page.evaluate(NOT_WHOLE) == [], where
                cut[lang, width] += tab.page.evaluate(f"{CUT}.length")
                assert tab.page.evaluate(f"{CUT}.filter(box => box.node.type === 'IndustryChain').length") == 0, where
                seen += tab.page.evaluate("page.net.state.boxes.length")
        # rows reach down the window, unless they would stand more than a name's five rows apart
        reach = "(page.net.box.clientHeight - 60) / page.net.extent().bottom"
        assert tab.page.evaluate(f"{reach} < 1.1 || page.data.network.pitch > 80"), chain
        tab.page.evaluate("page.find('[data-emphasis=hub]').click()")
        assert overlaps(tab) == [], chain
        unnamed = "page.net.state.lifted.filter(node => !page.net.state.boxes.some(box => box.node === node))"
        assert tab.page.evaluate(f"{unnamed}.map(node => node.names[0])") == [], chain
    assert seen > 2000
    assert {key: n for key, n in cut.items() if n > MOST_CUT[key]} == {}


def test_a_column_takes_what_others_can_spare_and_its_head_stays_whole(chrome: Any, pack_store: Any, tmp_path: Path):
    """Of the widest chain, in English: with the columns that Python estimates more names are cut."""
    page = tmp_path / "page.html"
    viz.save(page, viz.network_view(whole(pack_store), "光电"))
    widths = "page.data.network.columns.en.map(column => column.width)"
    with open_page(chrome, page, width=1280, height=800, fragment="#lang=en") as tab:
        shared, cut = tab.page.evaluate(f"[{widths}, {CUT}.length]")
        estimated = "page.room.stretch(page.room.now.across + 1e-9, page.room.now.down)"
        as_estimated = tab.page.evaluate(f"() => {{ {estimated}; page.net.net.redraw(); return {widths}; }}")
        assert sum(shared) == pytest.approx(sum(as_estimated)), "none becomes wider than the pane"
        assert max(abs(one - other) for one, other in zip(shared, as_estimated, strict=True)) > 5
        assert tab.page.evaluate(f"{CUT}.length") > cut + 3
        heads = """page.net.state.columns.filter(at => {
          const { label, width } = page.data.network.columns.en[at];
          return label.split(' ').some(word => page.letters.measure(word, true) > width);
        }).length"""
        assert tab.page.evaluate(heads) == 0
        assert tab.trouble == []
