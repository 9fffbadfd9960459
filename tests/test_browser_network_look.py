"""How the network view looks in a real Chromium: names, colours, language, what is saved and printed, how soon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, open_page
from network_pages import COPY, drawn, overlaps, write


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write(tmp_path_factory.mktemp("网络 pages"))


@pytest.fixture
def tab(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with open_page(chrome, pages["chain"], width=1400, height=900) as opened:
        yield opened
        assert opened.trouble == []


@pytest.fixture
def many(chrome: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with open_page(chrome, pages["chains"], width=1400, height=900) as opened:
        yield opened
        assert opened.trouble == []


@pytest.mark.parametrize("name", ["chain", "chains", "thousand"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_stands_over_another(chrome, pages, name, lang):
    with open_page(chrome, pages[name], width=1400, height=900) as tab:
        if lang == "en":
            tab.page.click("#language")
        for scale in (None, 0.2, 0.35, 0.8, 1.6):
            if scale:
                tab.page.evaluate("scale => page.net.net.moveTo({ scale })", scale)
            assert overlaps(tab) == []
            assert scale or tab.page.evaluate("page.net.state.boxes.length") > 0
        tab.page.click(".network-zoom button:last-child")
        for emphasis in ("gap", "hub", "look_up"):
            tab.page.click(f"[data-emphasis={emphasis}]")
            for scale in (0.7, 0.45, 0.25):
                tab.page.evaluate("scale => page.net.net.moveTo({ scale })", scale)
                assert overlaps(tab) == []
        for key in tab.page.evaluate(
            "page.net.nodes.filter(node => node.hub || node.type === 'IndustryChain').map(node => node.key)"
        )[:4]:
            tab.page.evaluate("key => page.select(key)", key)
            assert overlaps(tab) == []


def test_the_language_moves_columns_and_names_and_the_theme_repaints(tab):
    before = tab.page.evaluate("page.net.nodes.map(node => node.x)")
    tab.page.click("#language")
    drawn(tab)
    assert tab.page.evaluate("page.net.nodes.map(node => node.x)") != before
    moved = tab.page.evaluate("page.net.net.getPositions([0])[0].x")
    assert moved == pytest.approx(tab.page.evaluate("page.net.nodes[0].x"), abs=1)
    pixel = f"() => {{ {COPY} return [...copy(3, 60, 1)].slice(0, 3); }}"
    light = tab.page.evaluate(pixel)
    tab.page.click("#theme")
    drawn(tab)
    dark = tab.page.evaluate(pixel)
    assert sum(dark) < 150 < 600 < sum(light)


def test_hub_and_gap_are_seen_in_their_colours(tab):
    seen = (
        "([name, hue]) => {"
        + COPY
        + """
      const node = page.net.nodes.find(each => each.names[0] === name);
      const at = page.net.net.canvasToDOM({ x: node.x, y: node.y });
      const data = copy(at.x - 14, at.y - 14, 28);
      const want = [1, 3, 5].map(k => parseInt(page.data.network.light[hue].slice(k, k + 2), 16));
      let count = 0;
      const near = k => want.every((part, c) => Math.abs(data[k + c] - part) < 40);
      for (let k = 0; k < data.length; k += 4) count += near(k);
      return count;
    }"""
    )
    assert tab.page.evaluate(seen, ["编造枢纽", "hub"]) > 20
    assert tab.page.evaluate(seen, ["编造企业10号", "hub"]) == 0
    assert tab.page.evaluate(seen, ["缺 计量", "gap"]) > 15
    assert tab.page.evaluate(seen, ["未见 认证认可", "gap"]) > 5


def test_what_is_saved_is_the_whole_drawing_in_the_light_palette(many):
    many.page.click("#theme")
    many.page.click("#save summary")
    with many.page.expect_download() as waiting:
        many.page.click("[data-save=png]")
    saved = Path(waiting.value.path()).read_bytes()
    assert saved[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(saved[k : k + 4], "big") for k in (16, 20))
    assert width > 2000
    assert height > 1000
    corner = """async () => {
      const image = await createImageBitmap(await page.savers.get('png')());
      const made = document.createElement('canvas');
      const c = made.getContext('2d');
      c.drawImage(image, 0, 0);
      return [...c.getImageData(3, 3, 1, 1).data];
    }"""
    assert sum(many.page.evaluate(corner)[:3]) > 600
    drawn(many)
    assert many.page.evaluate("page.net.view.colours.canvas") != many.page.evaluate("page.data.network.light.canvas")


def test_print_holds_the_whole_drawing(tab):
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.evaluate("document.querySelectorAll('canvas.network-print').length") == 1
    assert tab.page.is_hidden("canvas.network-print")
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.page.evaluate("document.querySelectorAll('canvas.network-print').length") == 0


def test_a_thousand_nodes_are_there(chrome, pages):
    with open_page(chrome, pages["thousand"], width=1400, height=900) as tab:
        assert tab.page.evaluate("page.net.nodes.length") > 1000
        tab.first_paint()
        assert tab.trouble == []


INKED = """key => {
  dispatchEvent(new Event('beforeprint'));
  const canvas = page.find('canvas.network-print');
  const made = document.createElement('canvas');
  [made.width, made.height] = [canvas.width, canvas.height];
  const read = made.getContext('2d', { willReadFrequently: true });
  read.drawImage(canvas, 0, 0);
  const ink = key => {
    const node = page.net.byKey.get(key);
    const scale = canvas.width / (page.net.extent().right + 130);
    const data = read.getImageData((node.x + 120) * scale - 3, (node.y + 44) * scale - 3, 7, 7).data;
    let sum = 0;
    for (let k = 0; k < data.length; k += 4) sum += 765 - data[k] - data[k + 1] - data[k + 2];
    return sum;
  };
  const found = page.net.nodes.filter(node => node.key && !node.hidden).map(node => [node.key, ink(node.key)]);
  dispatchEvent(new Event('afterprint'));
  return found;
}"""


def test_print_marks_what_is_selected_and_keeps_the_rest_readable(tab):
    before = dict(tab.page.evaluate(INKED))
    key = tab.page.evaluate("page.net.nodes.find(node => node.hub).key")
    tab.page.evaluate("key => page.select(key)", key)
    drawn(tab)
    near = set(tab.page.evaluate("page.net.state.lifted.map(node => node.key)"))
    after = dict(tab.page.evaluate(INKED))
    # a gap is light at rest
    rest = [each for each in before if each not in near and before[each] > 10_000]
    assert len(rest) > 10
    assert all(after[each] < 0.8 * before[each] for each in rest), "paler"
    assert all(after[each] > 0.1 * before[each] for each in rest), "still to be seen"
    assert all(after[each] > 0.9 * before[each] for each in near if each), "as dark as before"
    # what is saved is the drawing as it stands, without a selection
    tab.page.evaluate("page.select(null)")
    drawn(tab)
    assert dict(tab.page.evaluate(INKED)) == before
