"""The page of a large network in a real Chromium: drawn by WebGL in software, silent, and used as a planner does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from browser import Tab, browser, open_page
from madeup import MadeUp
from madeup_network import madeup_chains, madeup_hostile

from chainscape import viz
from chainscape.schema import Scene

#: WebGL without a graphics processor. With --disable-gpu Chromium puts the page together by reading WebGL's pixels
#: back, and warns of its own doing in the console
SOFTWARE = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
NONE = ("--disable-gpu", "--disable-3d-apis")
#: share of a square of the dots' layer that is painted; read in the frame that paints it
PAINTED = """side => new Promise(done => {
  const { sigma } = page.big;
  sigma.once('afterRender', () => {
    const copy = document.createElement('canvas');
    copy.width = copy.height = side;
    const c = copy.getContext('2d', { willReadFrequently: true });
    const dots = page.find('.dots .sigma-nodes');
    c.drawImage(dots, 0, 0, dots.width, dots.height, 0, 0, side, side);
    const data = c.getImageData(0, 0, side, side).data;
    let sum = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 40) sum += 1;
    done(sum / side / side);
  });
  sigma.scheduleRender();
})"""
SPOT = """name => {
  const n = page.large.names.indexOf(name);
  const view = page.big.look();
  const box = page.find('#large').getBoundingClientRect();
  return [box.left + view.left + view.scale * page.large.x[n], box.top + view.top + view.scale * page.large.y[n]];
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser(*SOFTWARE) as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("大图 pages")
    for name, made in {"chains": madeup_chains(8), "hostile": madeup_hostile(), "empty": MadeUp()}.items():
        text = viz.large_view(made.scene)
        viz.save(folder / f"{name}.html", text)
    viz.save(folder / "many.html", viz.large_view(Scene(many())))
    return {path.stem: path for path in folder.glob("*.html")}


def many(count: int = 12_000) -> nx.MultiDiGraph:
    """A tree of firms, each supplying the one whose number is a tenth of its own."""
    network = nx.MultiDiGraph()
    for n in range(count):
        network.add_node(f"company:{n}", type="Company", properties={"name": f"编造企业{n}号"}, statements=())
        if n:
            network.add_edge(f"company:{n}", f"company:{n // 10}", key=str(n), type="SUPPLIES", properties={})
    return network


@pytest.fixture
def tab(chromium: Any, pages: dict[str, Path]) -> Iterator[Tab]:
    with open_page(chromium, pages["chains"], width=1400, height=900) as opened:
        yield opened
        assert opened.trouble == []


def settled(tab: Tab) -> None:
    """Wait until the camera stands still and is drawn."""
    tab.until("!page.big.sigma.getCamera().isAnimated()")
    tab.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    tab.page.wait_for_timeout(100)


# first, while no other Playwright runs
def test_without_webgl_the_page_says_so_and_the_rest_works(pages: dict[str, Path]):
    with browser(*NONE) as started, open_page(started, pages["chains"]) as opened:
        assert "WebGL" in opened.page.inner_text("#large")
        opened.page.fill("#query", "编造环节3-2")
        opened.page.keyboard.press("Enter")
        assert "编造环节3-2" in opened.page.inner_text("#panel")
        opened.page.click("#language")
        assert "no WebGL" in opened.page.inner_text("#large")
        assert opened.requests == []
        assert opened.errors == []


@pytest.mark.parametrize("name", ["chains", "hostile", "empty", "many"])
def test_a_page_opens_without_a_word(chromium: Any, pages: dict[str, Path], name: str):
    with open_page(chromium, pages[name]) as opened:
        if name != "empty":
            assert opened.page.evaluate(PAINTED, 200) > 0.002
        opened.page.click("#language")
        opened.page.click("#theme")
        opened.page.wait_for_timeout(200)
        assert opened.trouble == []
        assert opened.page.evaluate("window.canary === undefined")


def test_a_click_on_a_dot_opens_its_facts(tab: Tab):
    x, y = tab.page.evaluate(SPOT, "编造环节3-2")
    tab.page.mouse.move(x, y)
    tab.until("page.big.state.hover !== null")
    tab.page.mouse.click(x, y)
    assert tab.until("page.selected") == "stage:3/2"
    text = tab.page.inner_text("#panel")
    assert "编造环节3-2" in text
    assert "编造企业3-2-0" in text
    assert "甲级来源" in text or "Medium of grade B" in text
    assert "at=stage" in tab.page.evaluate("location.hash")
    members = tab.page.evaluate("page.big.state.lifted.members.map(n => page.large.key(n))")
    assert set(members) == {"stage:3/2", "chain:3", "stage:3/1", "stage:3/3", *(f"company:3/2/{k}" for k in range(3))}


def test_an_empty_place_and_escape_bring_the_view_back(tab: Tab):
    before = tab.page.evaluate("page.big.sigma.getCamera().getState().ratio")
    tab.page.evaluate("page.select('company:5/5/1')")
    settled(tab)
    assert tab.page.evaluate("page.big.sigma.getCamera().getState().ratio") < before
    tab.page.focus("#large")
    tab.page.keyboard.press("Escape")
    settled(tab)
    assert tab.page.evaluate("page.selected") is None
    assert tab.page.evaluate("page.big.state.lifted") is None
    assert tab.page.evaluate("page.big.sigma.getCamera().getState().ratio") == pytest.approx(before)


def test_parallel_relations_are_both_listed(tab: Tab):
    tab.page.evaluate("page.select('institute:all')")
    assert tab.page.evaluate("page.ties('institute:all').filter(tie => tie.to === 'chain:0').length") == 2
    assert "（16）" in tab.page.inner_text("#panel")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("编造环节3-2", "stage:3/2"),
        ("Made-up stage 3-2", "stage:3/2"),
        ("bzhj32", "stage:3/2"),
        ("bzjly", "institute:all"),
    ],
)
def test_search_finds_names_and_initials(tab: Tab, query: str, first: str):
    tab.page.fill("#query", query)
    tab.until("!page.find('#hits').hidden")
    tab.page.keyboard.press("Enter")
    assert tab.until("page.selected") == first


def test_search_ranks_whole_names_first_and_finds_nothing_in_words(chromium: Any, pages: dict[str, Path]):
    with open_page(chromium, pages["many"]) as opened:
        names = opened.page.evaluate("page.search('编造企业7').map(key => page.name(key))")
        assert len(names) > 10
        assert opened.page.evaluate("page.search('编造企业77号')[0]") == "company:77"
        assert opened.page.evaluate("page.search('号').length") > 10
        opened.page.fill("#query", "没有这样的名字")
        assert "没有匹配项" in opened.page.inner_text("#hits")
        assert opened.trouble == []


def test_filters_take_types_and_relations_away(tab: Tab):
    before = tab.page.evaluate(PAINTED, 300)
    tab.page.click("#filters summary")
    tab.page.click("[data-type=Company]")
    assert tab.page.evaluate(PAINTED, 300) < before * 0.8
    tab.page.evaluate("page.select('stage:3/2')")
    assert "company:3/2/0" not in tab.page.evaluate("page.big.state.lifted.members.map(n => page.large.key(n))")
    assert "turned=type" in tab.page.evaluate("location.hash")
    tab.page.click("[data-type=Company]")
    tab.page.click("[data-relation=FEEDS]")
    members = tab.page.evaluate("page.big.state.lifted.members.map(n => page.large.key(n))")
    assert "company:3/2/0" in members
    assert "stage:3/1" not in members


def test_the_address_opens_the_same_picture(chromium: Any, pages: dict[str, Path]):
    with open_page(chromium, pages["chains"], fragment="#turned=type%3ACompany&at=stage%3A3%2F2") as opened:
        assert opened.until("page.selected") == "stage:3/2"
        assert not opened.page.evaluate("page.find('[data-type=Company]').checked")
        assert "编造环节3-2" in opened.page.inner_text("#panel")
        assert opened.trouble == []


def test_hubs_and_gaps_stand_above_the_veil(tab: Tab):
    tab.page.click("header [data-emphasis=hub]")
    assert tab.page.evaluate("page.big.state.lifted.members.map(n => page.large.key(n))") == ["institute:all"]
    tab.page.click("header [data-emphasis=gap]")
    assert "stage:0/0" in tab.page.evaluate("page.big.state.lifted.members.map(n => page.large.key(n))")
    tab.page.click("header [data-emphasis=all]")
    assert tab.page.evaluate("page.big.state.lifted") is None


def test_wheel_drag_buttons_and_keys_move_the_view(tab: Tab):
    state = "(({ x, y, ratio }) => [x, y, ratio])(page.big.sigma.getCamera().getState())"
    start = tab.page.evaluate(state)
    tab.page.mouse.move(500, 400)
    tab.page.mouse.wheel(0, -300)
    settled(tab)
    near = tab.page.evaluate(state)
    assert near[2] < start[2]
    tab.page.mouse.down()
    tab.page.mouse.move(620, 470, steps=5)
    tab.page.mouse.up()
    settled(tab)
    dragged = tab.page.evaluate(state)
    assert dragged[:2] != pytest.approx(near[:2])
    tab.page.focus("#large")
    tab.page.keyboard.press("ArrowRight")
    settled(tab)
    assert tab.page.evaluate(state)[0] > dragged[0]
    tab.page.keyboard.press("0")
    settled(tab)
    assert tab.page.evaluate(state) == pytest.approx([0.5, 0.5, 1])
    tab.page.click(".network-zoom button:first-child")
    settled(tab)
    assert tab.page.evaluate(state)[2] < 1


def test_arrows_walk_from_node_to_node(tab: Tab):
    tab.page.focus("#large")
    tab.page.keyboard.press("Enter")
    first = tab.until("page.selected")
    tab.page.keyboard.press("ArrowRight")
    assert tab.page.evaluate("page.selected") not in (None, first)


def test_an_area_can_be_gone_to(tab: Tab):
    tab.page.select_option("#area", index=2)
    settled(tab)
    assert tab.page.evaluate("page.big.sigma.getCamera().getState().ratio") < 0.8
    tab.page.select_option("#area", index=0)
    settled(tab)
    assert tab.page.evaluate("page.big.sigma.getCamera().getState().ratio") == pytest.approx(1)


#: names that reach beyond the area of their node, by more than the halo
BEYOND = """() => {
  const { state, view } = page.big;
  const { areas, area, names } = page.large;
  const v = view || page.big.look();
  return state.boxes.filter(box => 'n' in box && box.n !== state.first).filter(({ n, left, right }) => {
    const [x, , width] = areas[area[n]].box;
    return left < v.left + v.scale * x - 3 || right > v.left + v.scale * (x + width) + 3;
  }).map(box => names[box.n]);
}"""


def test_names_on_the_picture_do_not_overlap_and_stay_in_their_area_and_gaps_are_named(
    chromium: Any, pages: dict[str, Path]
):
    for name in ("chains", "many"):
        with open_page(chromium, pages[name], width=1400, height=900) as opened:
            for ratio in (1, 0.3, 0.05):
                opened.page.evaluate(f"page.big.sigma.getCamera().setState({{ x: 0.4, y: 0.5, ratio: {ratio} }}), 0")
                settled(opened)
                boxes = opened.page.evaluate("page.big.state.boxes.filter(box => 'n' in box)")
                assert boxes or ratio < 1
                assert opened.page.evaluate(BEYOND) == []
                named = [box["n"] for box in boxes]
                gaps = opened.page.evaluate("[...page.large.gaps]")
                assert set(named) & set(gaps) or ratio < 1 or not gaps
                assert bool(gaps) == (name == "chains")
                for k, a in enumerate(boxes):
                    for b in boxes[k + 1 :]:
                        across = min(a["right"], b["right"]) - max(a["left"], b["left"])
                        assert across <= 0 or min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) <= 0


def test_the_picture_is_saved_as_png_in_light_colours(tab: Tab):
    tab.page.click("#theme")
    with tab.page.expect_download() as waiting:
        tab.page.click("#save summary")
        tab.page.click("[data-save=png]")
    image = Path(waiting.value.path()).read_bytes()
    assert image.startswith(b"\x89PNG")
    assert len(image) > 20_000
    assert tab.page.evaluate("page.root.dataset.theme") == "dark"
